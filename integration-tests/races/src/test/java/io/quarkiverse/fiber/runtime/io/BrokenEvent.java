package io.quarkiverse.fiber.runtime.io;

import java.util.concurrent.atomic.AtomicInteger;

/** {@link Event} with a cancel that looks at the state and then writes it; all else as there. */
final class BrokenEvent {

    private static final int PENDING = 0;
    private static final int CANCELLED = -2;

    private final AtomicInteger state = new AtomicInteger(PENDING);
    private final Runnable target;

    BrokenEvent(Runnable target) {
        this.target = target;
    }

    void fire(int ready) {
        if (state.compareAndSet(PENDING, ready)) {
            target.run();
        }
    }

    boolean cancel() {
        if (state.get() != PENDING) {
            return false;
        }
        state.set(CANCELLED); // the flaw: no compare-and-set
        target.run();
        return true;
    }

    boolean isCancelled() {
        return state.get() == CANCELLED;
    }
}
