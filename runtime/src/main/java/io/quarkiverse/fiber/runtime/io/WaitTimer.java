package io.quarkiverse.fiber.runtime.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * Wakes a fiber at the deadline of its wait. Most waits end before, and the next one of the descriptor has a later deadline: so
 * the entry in the wheel stays where it is, and moves on when it comes due. A wait writes a deadline and nothing else.
 * <p>
 * {@code due} is when an entry comes, {@link #NONE} if none does. Invariant: while a fiber waits there is an entry that
 * comes no later than its deadline. The fiber says that it waits and then looks for an entry; who finds an entry due says
 * that there is none any more and then looks for a fiber: so one of both makes the next one.
 */
class WaitTimer implements Runnable {

    private static final long NONE = Deadlines.NEVER;

    private static final VarHandle DUE;

    static {
        try {
            DUE = MethodHandles.lookup().findVarHandle(WaitTimer.class, "due", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Written by the fiber that waits, before {@code waiter}. */
    private long deadline;
    /** Written by the fiber that waits; null while none does. */
    private volatile Fiber waiter;
    /** Written by compare-and-set, see above; and by who finds an entry due. */
    private volatile long due = NONE;
    /** One that was made lately; written by who makes one. Others that are still there do nothing when they come due. */
    private volatile Future<?> entry;

    /** The caller is going to wait until then at most. */
    void begin(Fiber fiber, long until) {
        deadline = until;
        waiter = fiber;
        require(fiber, until);
    }

    /** The caller does not wait any more. */
    void end() {
        waiter = null;
    }

    /** The descriptor is closed: there will be no wait any more. */
    void cancel() {
        Future<?> last = entry;
        if (last != null) {
            last.cancel(false);
        }
    }

    private void require(Fiber fiber, long until) {
        for (long seen; (seen = due) == NONE || seen - until > 0;) {
            if (DUE.compareAndSet(this, seen, until)) {
                entry = schedule(fiber, Deadlines.left(until));
                return;
            }
        }
    }

    /** On the carrier of the fiber. */
    Future<?> schedule(Fiber fiber, long nanos) {
        return Fibers.schedule(fiber, this, nanos);
    }

    /** An entry is due. On a carrier's owner. */
    @Override
    public void run() {
        long now = System.nanoTime();
        if (due == NONE || due - now > 0) {
            return; // an older one
        }
        due = NONE;
        Fiber fiber = waiter;
        if (fiber != null) {
            long until = deadline;
            if (until - now > 0) {
                require(fiber, until);
            } else {
                LockSupport.unpark(fiber.thread());
            }
        }
    }
}
