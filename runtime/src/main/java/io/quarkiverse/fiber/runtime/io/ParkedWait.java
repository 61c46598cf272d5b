package io.quarkiverse.fiber.runtime.io;

import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.scheduler.CancellableWait;

/** A thread's wait for something that another thread brings about, and tells by an unpark. */
public interface ParkedWait extends CancellableWait {

    /** Whether it has been brought about. */
    boolean isOver();

    /**
     * Parks the calling thread until the wait is over or its time is, or until the thread is interrupted or the fiber
     * cancelled.
     *
     * @param fiber the caller; null if it is none
     * @param deadline on {@link System#nanoTime}'s clock
     */
    default void park(Fiber fiber, long deadline) {
        Thread self = Thread.currentThread();
        while (!isOver() && !self.isInterrupted() && !(fiber != null && fiber.isCancelled())) {
            long left = Deadlines.left(deadline);
            if (left == 0) {
                return;
            }
            if (left == Deadlines.NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    /**
     * @throws FiberCancelledException if the fiber is cancelled, which is the caller; it is interrupted then, for what else it
     *         will wait for
     */
    default void checkNotCancelled(Fiber fiber) throws FiberCancelledException {
        if (fiber != null && fiber.isCancelled()) {
            Thread.currentThread().interrupt();
            throw new FiberCancelledException("Cancelled while waiting for " + this);
        }
    }
}
