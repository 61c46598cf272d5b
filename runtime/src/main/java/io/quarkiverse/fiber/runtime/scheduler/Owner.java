package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who may touch a carrier's run queue and wheel: one word of an epoch and a state.
 *
 * <pre>
 *  FREE      nobody drains; the loop thread is in its own code or in select
 *  INTERNAL  the owner is inside the queue or the wheel: nobody may take over, so it waits for no lock there
 *  RUNNING   the owner is inside a fiber, or tells somebody of a timer: anybody may take over
 *  WATCHING  the owner is a rescuer that waits, for something to do or for a lock: anybody may take over
 *
 *  FREE     -> INTERNAL   {@link #tryAcquire}: the loop, to drain
 *  INTERNAL -> RUNNING    {@link #enter}: the owner, before a fiber
 *  INTERNAL -> WATCHING   {@link #watch}: a rescuer
 *  RUNNING, WATCHING -> INTERNAL  {@link #leave}: the owner, afterwards; fails if it was taken over
 *  INTERNAL -> FREE       {@link #release}: the owner
 *  FREE, RUNNING, WATCHING -> INTERNAL  {@link #seize}: a rescuer
 * </pre>
 *
 * Invariant: at most one thread holds a token whose word is current and INTERNAL. Each acquisition, each fiber and each
 * seizure begins a new epoch, so that a word that did not change means a carrier that made no progress, and the token of
 * one that was taken over never matches again. Tokens are never 0.
 */
final class Owner {

    static final long FREE = 0;
    static final long INTERNAL = 1;
    static final long RUNNING = 2;
    static final long WATCHING = 3;

    /** No word is this one: the first epoch is 1. */
    static final long NEVER = 0;

    private static final long STATE = 3;
    private static final long EPOCH = 4;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(Owner.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Written by the owner, and by compare-and-set by whoever acquires or seizes. */
    private volatile long word = EPOCH;

    static long stateOf(long word) {
        return word & STATE;
    }

    /** The word as it is now; two equal reads mean that nothing happened in between. */
    long word() {
        return word;
    }

    /** A token if nobody owned the carrier, else 0. */
    long tryAcquire() {
        long seen = word;
        return stateOf(seen) == FREE ? seize(seen) : 0;
    }

    /**
     * A token if the word still is {@code seen} and that may be taken over, else 0. From then on the thread that was
     * {@link #RUNNING} a fiber, or {@link #WATCHING}, owns nothing; it learns so when it leaves.
     */
    long seize(long seen) {
        if (stateOf(seen) == INTERNAL) {
            return 0;
        }
        long token = next(seen, INTERNAL);
        return WORD.compareAndSet(this, seen, token) ? token : 0;
    }

    /** The owner is about to run a fiber; its token is used up, the result is for {@link #leave}. */
    long enter(long token) {
        long running = next(token, RUNNING);
        WORD.setRelease(this, running);
        return running;
    }

    /** The owner is about to do what may wait; as {@link #enter}. */
    long watch(long token) {
        long watching = next(token, WATCHING);
        WORD.setRelease(this, watching);
        return watching;
    }

    /** A token if the caller still is the owner after its fiber or its wait, else 0. */
    long leave(long running) {
        long token = (running & ~STATE) | INTERNAL;
        return WORD.compareAndSet(this, running, token) ? token : 0;
    }

    void release(long token) {
        word = token & ~STATE;
    }

    private static long next(long word, long state) {
        return (word & ~STATE) + EPOCH | state;
    }
}
