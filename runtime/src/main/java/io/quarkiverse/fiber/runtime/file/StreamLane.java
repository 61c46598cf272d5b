package io.quarkiverse.fiber.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * Of calls that may never end: those on pipes, terminals and other devices. A fiber that is cancelled leaves its call, which
 * goes on: it works on an array of its own, and what it still reads is lost.
 */
final class StreamLane extends Lane {

    /** More than a pipe holds. */
    private static final int MOST = 128 * 1024;

    private final OffloadPool pool;

    StreamLane(OffloadPool pool) {
        this.pool = pool;
    }

    @Override
    <T> T makeElsewhere(String what, IoCall<T> call) throws Exception {
        return pool.callUninterruptibly(what, call);
    }

    @Override
    <T> T makeInterruptibly(String what, IoCall<T> call) throws Exception {
        return pool.call(what, Deadlines.NEVER, call);
    }

    /** What is closed keeps nothing back that it would have to write. */
    @Override
    void close(String what, Closeable closing) throws IOException {
        closing.close();
    }

    @Override
    boolean readsAreFilled() {
        return false;
    }

    @Override
    int read(String what, Source source, byte[] bytes, int offset, int length) throws IOException {
        if (!OffloadPool.takesCaller()) {
            return source.read(bytes, offset, length);
        }
        Objects.checkFromIndexSize(offset, length, bytes.length);
        byte[] own = new byte[Math.min(length, MOST)];
        int count = call(what, () -> source.read(own, 0, own.length));
        if (count > 0) {
            System.arraycopy(own, 0, bytes, offset, count);
        }
        return count;
    }

    @Override
    void write(String what, Sink sink, byte[] bytes, int offset, int length) throws IOException {
        if (!OffloadPool.takesCaller()) {
            sink.write(bytes, offset, length);
            return;
        }
        Objects.checkFromIndexSize(offset, length, bytes.length);
        byte[] own = Arrays.copyOfRange(bytes, offset, offset + length);
        call(what, () -> {
            sink.write(own, 0, own.length);
            return null;
        });
    }
}
