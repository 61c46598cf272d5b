package io.quarkiverse.fiber.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * Of calls that end: those on regular files and directories. The caller waits for the end of a call that is under way,
 * whatever happens to it, so that the call works on the caller's own arrays.
 */
final class FileLane extends Lane {

    private final OffloadPool pool;
    private final Duration queueTimeout;

    FileLane(OffloadPool pool, Duration queueTimeout) {
        this.pool = pool;
        this.queueTimeout = queueTimeout;
    }

    @Override
    <T> T makeElsewhere(String what, IoCall<T> call) throws Exception {
        return pool.complete(what, Deadlines.in(queueTimeout), call);
    }

    @Override
    <T> T makeInterruptibly(String what, IoCall<T> call) throws Exception {
        return makeElsewhere(what, call);
    }

    @Override
    void close(String what, Closeable closing) throws IOException {
        closeElsewhere(what, closing);
    }

    @Override
    boolean readsAreFilled() {
        return true;
    }

    @Override
    int read(String what, Source source, byte[] bytes, int offset, int length) throws IOException {
        return call(what, () -> source.read(bytes, offset, length));
    }

    @Override
    void write(String what, Sink sink, byte[] bytes, int offset, int length) throws IOException {
        call(what, () -> {
            sink.write(bytes, offset, length);
            return null;
        });
    }
}
