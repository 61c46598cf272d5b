package io.quarkiverse.fiber.runtime.file;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * A {@link RandomAccessFile} that does not stop the carrier of a fiber. Its final methods are made of these, but for two, and
 * for the channel: these are hooked where they are called.
 */
public final class HookedRandomAccessFile extends RandomAccessFile {

    private final Lane lane;
    private final String what;
    private final CachedReads cached = new CachedReads(true);
    private final HookedChannel channel = new HookedChannel();

    HookedRandomAccessFile(Lane lane, File file, String mode) throws IOException {
        super(file, mode);
        this.lane = lane;
        what = file.getPath();
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
    public void setLength(long length) throws IOException {
        call(() -> {
            super.setLength(length);
            return null;
        });
    }

    /** Elsewhere, because some file systems write then what they have been given before. */
    @Override
    public void close() throws IOException {
        cached.close();
        if (channel.close()) {
            super.close();
        } else {
            lane.close(what, super::close);
        }
    }

    /** As {@link #getChannel}, which is final. */
    public FileChannel channel() {
        return channel.of(lane, getChannel(), what);
    }

    /** For the methods that cannot be overridden. */
    public <T> T call(IoCall<T> call) throws IOException {
        return lane.call(what, call);
    }
}
