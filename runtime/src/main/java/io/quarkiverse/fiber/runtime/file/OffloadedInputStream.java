package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;

/** A stream that has another one do everything, on another thread where a fiber reads. */
final class OffloadedInputStream extends InputStream {

    private final Lane lane;
    private final InputStream delegate;
    private final String what;
    /** Null if all is read from the other stream. */
    private final FileDescriptor descriptor;
    private final CachedReads cached;

    OffloadedInputStream(Lane lane, InputStream delegate, String what) {
        this.lane = lane;
        this.delegate = delegate;
        this.what = what;
        descriptor = JdkFiles.descriptorOf(delegate);
        cached = new CachedReads(descriptor != null);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return cached.read(descriptor, lane, what, delegate::read, bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        return lane.call(what, () -> delegate.skip(count));
    }

    @Override
    public int available() throws IOException {
        return delegate.available();
    }

    @Override
    public boolean markSupported() {
        return delegate.markSupported();
    }

    @Override
    public void mark(int limit) {
        delegate.mark(limit);
    }

    @Override
    public void reset() throws IOException {
        delegate.reset();
    }

    @Override
    public void close() throws IOException {
        cached.close();
        lane.close(what, delegate);
    }
}
