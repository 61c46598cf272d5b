package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.atomic.AtomicInteger;

/** {@link Timer} with a cancel that checks the state and then writes it; all else as there. */
final class BrokenTimer {

    private static final int QUEUED = 0;
    private static final int LINKED = 1;
    private static final int CANCELLED = 2;
    private static final int DONE = 3;

    private final AtomicInteger state = new AtomicInteger(QUEUED);

    boolean link() {
        return state.compareAndSet(QUEUED, LINKED);
    }

    boolean expire() {
        return state.compareAndSet(LINKED, DONE);
    }

    boolean cancel() {
        boolean inTime = state.get() <= LINKED;
        if (inTime) {
            state.set(CANCELLED); // the flaw: no compare-and-set
        }
        return inTime;
    }
}
