package io.quarkiverse.fiber.runtime.offload;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.scheduler.CancellableWait;

/** A call that another thread makes, and the thread that waits for it: the one that has made this. */
final class OffloadedCall<T> extends FutureTask<T> implements CancellableWait {

    private final String what;
    private final Thread waiter = Thread.currentThread();

    OffloadedCall(String what, Callable<T> call) {
        super(call);
        this.what = what;
    }

    @Override
    protected void done() {
        LockSupport.unpark(waiter);
    }

    /**
     * Parks until the call has ended or the wait has: at the deadline, by an interrupt or by a cancellation.
     *
     * @param fiber the caller; null if it is none
     */
    void await(Fiber fiber, long deadline) {
        while (!isDone() && !waiter.isInterrupted() && !(fiber != null && fiber.isCancelled())) {
            if (deadline == Deadlines.NEVER) {
                LockSupport.park(this);
            } else {
                long left = Deadlines.left(deadline);
                if (left == 0) {
                    return;
                }
                LockSupport.parkNanos(this, left);
            }
        }
    }

    /** For people: what the fiber waits for. */
    @Override
    public String toString() {
        return what;
    }
}
