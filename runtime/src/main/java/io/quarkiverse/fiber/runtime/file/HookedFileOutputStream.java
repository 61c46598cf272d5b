package io.quarkiverse.fiber.runtime.file;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** A {@link FileOutputStream} that does not stop the carrier of a fiber that writes. */
final class HookedFileOutputStream extends FileOutputStream {

    private final Lane lane;
    private final String what;
    private final HookedChannel channel = new HookedChannel();

    HookedFileOutputStream(Lane lane, File file, boolean append) throws FileNotFoundException {
        super(file, append);
        this.lane = lane;
        what = file.getPath();
    }

    HookedFileOutputStream(Lane lane, FileDescriptor descriptor) {
        super(descriptor);
        this.lane = lane;
        what = "a file";
    }

    @Override
    public void write(int value) throws IOException {
        if (!OffloadPool.takesCaller()) {
            super.write(value);
        } else {
            write(new byte[] { (byte) value }, 0, 1);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lane.write(what, super::write, bytes, offset, length);
    }

    @Override
    public FileChannel getChannel() {
        return channel.of(lane, super.getChannel(), what);
    }

    /** Elsewhere, because some file systems write then what they have been given before. */
    @Override
    public void close() throws IOException {
        if (channel.close()) {
            super.close();
        } else {
            lane.close(what, super::close);
        }
    }
}
