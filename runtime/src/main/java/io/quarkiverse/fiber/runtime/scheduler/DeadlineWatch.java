package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Deadline;

/**
 * Interrupts a fiber that still waits, in a block of code whose deadline has passed, for something that knows of no deadline.
 * It looks again and again until the block ends, for code may wait again.
 *
 * <pre>
 *  WATCHING -> INTERRUPTING -> WATCHING  the timer interrupts the fiber
 *  WATCHING -> OVER                      the block has ended
 * </pre>
 *
 * Invariant: the fiber is not interrupted after it has left the block; an interrupt of ours that nobody has taken is taken back
 * then.
 */
class DeadlineWatch implements Runnable {

    /** After the deadline, so that waits which know of it are over. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int WATCHING = 0;
    private static final int INTERRUPTING = 1;
    private static final int OVER = 2;

    private final Thread fiber = Thread.currentThread();
    private final RunningFiber owner = RunningFiber.current();
    private final Deadline deadline;
    private final CallbackTimer.Clock clock;
    private final AtomicInteger state = new AtomicInteger(WATCHING);

    /** Written by who schedules: the fiber, and then the timer. */
    private volatile Future<?> timer;
    /** Written true by the timer, while INTERRUPTING. */
    private boolean interrupted;

    DeadlineWatch(Deadline deadline, CallbackTimer.Clock clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /** For {@link Deadline#watchWith}. */
    static Runnable begin(Deadline deadline) {
        RunningFiber fiber = RunningFiber.current();
        if (fiber == null) {
            return Deadline.Watch.NOTHING;
        }
        DeadlineWatch watch = new DeadlineWatch(deadline, fiber.clock());
        watch.schedule(Math.max(deadline.nanoTime() - System.nanoTime(), 0) + GRACE);
        return watch::end;
    }

    void schedule(long nanos) {
        timer = clock.schedule(this, nanos);
        if (state.get() == OVER) {
            timer.cancel(false); // the end may have seen the one before
        }
    }

    /** The deadline has passed. On a carrier's owner, or a timer thread of the JDK. */
    @Override
    public void run() {
        if (isInWaitOfOthers() && state.compareAndSet(WATCHING, INTERRUPTING)) {
            interrupted = true;
            interrupt();
            state.set(WATCHING);
        }
        if (state.get() != OVER) {
            schedule(AGAIN);
        }
    }

    /**
     * An interrupt that finds the fiber in a later wait of ours, which is over at once, would do no more than close a socket.
     */
    boolean isInWaitOfOthers() {
        Thread.State now = fiber.getState();
        return (now == Thread.State.WAITING || now == Thread.State.TIMED_WAITING)
                && !(LockSupport.getBlocker(fiber) instanceof CancellableWait);
    }

    void interrupt() {
        deadline.endsWait();
        fiber.interrupt();
    }

    void end() {
        while (!state.compareAndSet(WATCHING, OVER)) {
            Thread.yield();
        }
        timer.cancel(false);
        if (interrupted) {
            Thread.interrupted();
            if (owner != null && owner.isCancelled()) {
                fiber.interrupt(); // that one is not ours
            }
        }
    }
}
