package io.quarkiverse.fiber.runtime.file;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * A {@link FileInputStream} that does not stop the carrier of a fiber that reads. What else it does is done with these reads,
 * or needs no more than what the kernel has in memory.
 */
final class HookedFileInputStream extends FileInputStream {

    private final Lane lane;
    private final String what;
    private final CachedReads cached = new CachedReads(true);
    private final HookedChannel channel = new HookedChannel();

    HookedFileInputStream(Lane lane, File file) throws FileNotFoundException {
        super(file);
        this.lane = lane;
        what = file.getPath();
    }

    HookedFileInputStream(Lane lane, FileDescriptor descriptor) {
        super(descriptor);
        this.lane = lane;
        what = "a file";
    }

    @Override
    public int read() throws IOException {
        if (!OffloadPool.takesCaller()) {
            return super.read();
        }
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return read(bytes, 0, bytes.length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return cached.read(getFD(), lane, what, super::read, bytes, offset, length);
    }

    @Override
    public FileChannel getChannel() {
        return channel.of(lane, super.getChannel(), what);
    }

    @Override
    public void close() throws IOException {
        cached.close();
        channel.close();
        super.close();
    }
}
