package io.quarkiverse.fiber.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** How calls of fibers are made by other threads; those of threads that may block are made in place. */
abstract class Lane {

    /** A read of some kind into an array. */
    interface Source {
        int read(byte[] bytes, int offset, int length) throws IOException;
    }

    /** A write of some kind from an array. */
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * @param what for people
     * @throws IOException of the call; or because the fiber is cancelled, or there is no thread
     */
    final <T> T call(String what, IoCall<T> call) throws IOException {
        return OffloadPool.takesCaller() ? translated(what, () -> makeElsewhere(what, call)) : call.call();
    }

    /**
     * As {@link #call}, but a call that may never end is left when the calling thread is interrupted.
     *
     * @throws InterruptedIOException then; the flag stays
     */
    final <T> T callInterruptibly(String what, IoCall<T> call) throws IOException {
        return OffloadPool.takesCaller() ? translated(what, () -> makeInterruptibly(what, call)) : call.call();
    }

    /** In place if there is no thread for it, or a descriptor would stay open. */
    abstract void close(String what, Closeable closing) throws IOException;

    private static <T> T translated(String what, Callable<T> elsewhere) throws IOException {
        try {
            return elsewhere.call();
        } catch (IOException | RuntimeException | Error e) {
            if (e instanceof RejectedExecutionException rejected) {
                throw new IOException(what + ": " + rejected.getMessage(), rejected);
            }
            if (!(e instanceof FiberCancelledException)) { // that is the caller's own
                addCaller(e);
            }
            throw e;
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("The call declares no other checked exception", e);
        }
    }

    abstract <T> T makeElsewhere(String what, IoCall<T> call) throws Exception;

    abstract <T> T makeInterruptibly(String what, IoCall<T> call) throws Exception;

    /** Has another thread close something that may have to write first; in place if that gets no thread, or no time. */
    final void closeElsewhere(String what, Closeable closing) throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            call(what, () -> {
                begun.set(true);
                closing.close();
                return null;
            });
        } catch (IOException e) {
            if (begun.get()) {
                throw e;
            }
            closing.close();
        }
    }

    /** Whether a read returns less than it could only at the end. */
    abstract boolean readsAreFilled();

    abstract int read(String what, Source source, byte[] bytes, int offset, int length) throws IOException;

    abstract void write(String what, Sink sink, byte[] bytes, int offset, int length) throws IOException;

    /** Behind the stack of the thread that has failed, that of the one that has asked. */
    private static void addCaller(Throwable failure) {
        StackTraceElement[] caller = Thread.currentThread().getStackTrace();
        failure.setStackTrace(Stream.of(failure.getStackTrace(), caller).flatMap(Arrays::stream)
                .toArray(StackTraceElement[]::new));
    }
}
