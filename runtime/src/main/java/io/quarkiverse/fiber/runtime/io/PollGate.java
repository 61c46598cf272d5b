package io.quarkiverse.fiber.runtime.io;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who polls a descriptor by itself, and its close: nobody enters after {@link #close}, and who closes waits until all have
 * left, so that none of them polls a descriptor of somebody else with the same number.
 */
final class PollGate {

    private static final int CLOSED = 1 << 31;

    /** How many are inside, and {@link #CLOSED}. */
    private final AtomicInteger state = new AtomicInteger();

    /** False after the close. Who gets true has to leave. */
    boolean enter() {
        if (state.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        state.decrementAndGet();
    }

    /** True for the one that has to close the descriptor. */
    boolean close() {
        for (int seen = state.get(); seen >= 0; seen = state.get()) {
            if (state.compareAndSet(seen, seen | CLOSED)) {
                return true;
            }
        }
        return false;
    }

    boolean isClosed() {
        return state.get() < 0;
    }

    /** After the close: whether all have left. */
    boolean isEmpty() {
        return state.get() == CLOSED;
    }
}
