package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that has another one do everything, on another thread where a fiber writes. */
final class OffloadedOutputStream extends OutputStream {

    private final Lane lane;
    private final OutputStream delegate;
    private final String what;

    OffloadedOutputStream(Lane lane, OutputStream delegate, String what) {
        this.lane = lane;
        this.delegate = delegate;
        this.what = what;
    }

    @Override
    public void write(int value) throws IOException {
        lane.call(what, () -> {
            delegate.write(value);
            return null;
        });
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lane.write(what, delegate::write, bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        lane.call(what, () -> {
            delegate.flush();
            return null;
        });
    }

    @Override
    public void close() throws IOException {
        lane.closeElsewhere(what, delegate);
    }
}
