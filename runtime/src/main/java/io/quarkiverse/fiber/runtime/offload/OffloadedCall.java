package io.quarkiverse.fiber.runtime.offload;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.ParkedWait;

/** A call that another thread makes, and the thread that waits for it: the one that has made this. */
final class OffloadedCall<T> extends FutureTask<T> implements ParkedWait {

    private final String what;
    private final Thread waiter = Thread.currentThread();
    /** The caller's, which the call may load classes with. */
    private final ClassLoader loader = waiter.getContextClassLoader();
    private final AtomicBoolean taken = new AtomicBoolean();

    OffloadedCall(String what, Callable<T> call) {
        super(call);
        this.what = what;
    }

    @Override
    public void run() {
        if (taken.compareAndSet(false, true)) {
            Thread self = Thread.currentThread();
            ClassLoader own = self.getContextClassLoader();
            self.setContextClassLoader(loader);
            try {
                super.run();
            } finally {
                self.setContextClassLoader(own);
            }
        }
    }

    /** Whether the call will never be made, because it had not begun. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    /**
     * As {@link #park}, but an interrupt does not end it; the flag is set again at the end.
     *
     * @param fiber null if no cancellation is to end it either
     * @return whether the wait is over
     */
    boolean parkUninterruptibly(Fiber fiber, long deadline) {
        boolean interrupted = false;
        do {
            park(fiber, deadline);
            interrupted |= Thread.interrupted();
        } while (!isOver() && !(fiber != null && fiber.isCancelled()) && Deadlines.left(deadline) > 0);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return isOver();
    }

    @Override
    protected void done() {
        LockSupport.unpark(waiter);
    }

    @Override
    public boolean isOver() {
        return isDone();
    }

    /** For people: what the fiber waits for. */
    @Override
    public String toString() {
        return what;
    }
}
