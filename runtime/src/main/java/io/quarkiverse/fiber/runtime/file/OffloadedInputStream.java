package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.io.InputStream;

/** A stream that has another one do everything, on another thread where a fiber reads. */
final class OffloadedInputStream extends InputStream {

    private final Lane lane;
    private final InputStream delegate;
    private final String what;

    OffloadedInputStream(Lane lane, InputStream delegate, String what) {
        this.lane = lane;
        this.delegate = delegate;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        return lane.call(what, delegate::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return lane.read(what, delegate::read, bytes, offset, length);
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
        lane.close(what, delegate);
    }
}
