package io.quarkiverse.fiber.runtime.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a descriptor and the fiber that waits for it; at most one does at a time, which is up to its caller.
 *
 * <pre>
 *  IDLE     nobody waits, the loop need not look
 *  ARMED    nobody waits, the loop still looks: the next wait needs no system call
 *  SEEN     as ARMED, and the loop saw an event for which nobody waited
 *  WAITING  a fiber waits, the loop looks
 *  WOKEN    the fiber has been woken and did not run yet
 *  STALE    as WOKEN, and the loop saw the event again
 *  LEFT     as STALE, and the loop does not look any more
 *  CANCELLED  as LEFT, and nothing has happened but that somebody has cancelled the wait
 *
 *  IDLE, ARMED, SEEN -> WAITING  {@link #begin}: the fiber
 *  WAITING -> WOKEN              {@link #ready}: an event
 *  ARMED -> SEEN -> IDLE         {@link #ready}: events of two turns without a waiter
 *  WOKEN -> STALE -> LEFT        {@link #ready}: events of two turns before the fiber has run, on another carrier or late,
 *                                unless the loop is behind with its own fibers
 *  WAITING -> CANCELLED          {@link #cancel}: any thread
 *  WAITING, WOKEN, STALE -> ARMED  {@link #end}: the fiber; IDLE where the interest is not kept
 *  LEFT, CANCELLED -> IDLE       {@link #end}: the fiber
 * </pre>
 *
 * Invariant: a loop whose interest may be missing is told after the state became WAITING, and a loop that gives its interest
 * up looks at the state afterwards. The fiber chooses its loop after the state became WAITING too, and who moves the descriptor
 * to another loop looks at the state after that: one of the two tells the new loop. Selects are level-triggered, so an event
 * that comes too early comes again.
 */
final class Direction {

    static final int IDLE = 0;
    static final int ARMED = 1;
    static final int SEEN = 2;
    static final int WAITING = 3;
    static final int WOKEN = 4;
    static final int STALE = 5;
    static final int LEFT = 6;
    static final int CANCELLED = 7;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Direction.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final boolean kept;

    /** Written by compare-and-set, see above. */
    private volatile int state;
    /** Written by the fiber that waits. */
    private volatile Thread waiter;
    /** Where the loop looks since the last wait. Of the fiber that waits. */
    private Registration armedAt;
    /** Why a loop could not look; written by it, cleared by the fiber that waits. */
    private volatile Throwable refusal;

    /**
     * @param kept whether the interest outlives a wait: right for input, while output is possible most of the time and would
     *        wake the loop for nothing
     */
    Direction(boolean kept) {
        this.kept = kept;
    }

    /** The caller is going to wait; true if no loop looks yet. */
    boolean begin(Thread fiber) {
        waiter = fiber;
        if (refusal != null) {
            refusal = null;
        }
        for (;;) {
            int seen = state;
            if (STATE.compareAndSet(this, seen, WAITING)) {
                return seen == IDLE;
            }
        }
    }

    /** The caller, which has begun to wait, does so there; true if that loop does not look yet. */
    boolean moveTo(Registration at) {
        boolean moved = armedAt != at;
        armedAt = at;
        return moved;
    }

    /** Whether the loop looks and has seen nothing since the last wait. Of the fiber that waits. */
    boolean isQuiet() {
        return state == ARMED;
    }

    boolean isWaiting() {
        return state == WAITING;
    }

    /** The wait of the caller is over, whatever has ended it; true if somebody has cancelled it. */
    boolean end() {
        waiter = null;
        for (;;) {
            int seen = state;
            if (STATE.compareAndSet(this, seen, kept && seen < LEFT ? ARMED : IDLE)) {
                return seen == CANCELLED;
            }
        }
    }

    /** Cancels the wait that is under way; false if there is none. Any thread. */
    boolean cancel() {
        if (STATE.compareAndSet(this, WAITING, CANCELLED)) {
            LockSupport.unpark(waiter);
            return true;
        }
        return false;
    }

    /**
     * There is an event. True if the loop has to look at {@link #isWanted} again.
     *
     * @param behind whether the loop has still to run fibers that it has woken: then it does not wait, and to see an event
     *        again costs it less than two system calls
     */
    boolean ready(boolean behind) {
        for (;;) {
            int seen = state;
            switch (seen) {
                case WAITING -> {
                    if (STATE.compareAndSet(this, WAITING, WOKEN)) {
                        LockSupport.unpark(waiter);
                        return !kept;
                    }
                }
                case ARMED -> {
                    if (STATE.compareAndSet(this, ARMED, SEEN)) {
                        return false;
                    }
                }
                case SEEN -> {
                    if (STATE.compareAndSet(this, SEEN, IDLE)) {
                        return true;
                    }
                }
                case WOKEN -> {
                    if (!kept) {
                        return true;
                    }
                    if (STATE.compareAndSet(this, WOKEN, STALE)) {
                        return false;
                    }
                }
                case STALE -> {
                    if (behind) {
                        return false;
                    }
                    if (STATE.compareAndSet(this, STALE, LEFT)) {
                        return true;
                    }
                }
                default -> {
                    return true;
                }
            }
        }
    }

    /** Whether a loop has to look. */
    boolean isWanted() {
        int seen = state;
        return kept ? seen != IDLE && seen < LEFT : seen == WAITING;
    }

    /** Has the wait of the fiber, if one waits, fail. */
    void refuse(Throwable why) {
        refusal = why;
        wake();
    }

    /** Why the wait that has just ended could not be; null for no reason. */
    Throwable refusal() {
        return refusal;
    }

    /** Ends the wait of the fiber, if one waits: it looks itself at what happened. */
    void wake() {
        if (STATE.compareAndSet(this, WAITING, WOKEN)) {
            LockSupport.unpark(waiter);
        }
    }

    Thread waiter() {
        return waiter;
    }
}
