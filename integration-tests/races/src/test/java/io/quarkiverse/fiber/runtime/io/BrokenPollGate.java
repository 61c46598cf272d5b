package io.quarkiverse.fiber.runtime.io;

import java.util.concurrent.atomic.AtomicInteger;

/** {@link PollGate} as it would be with one decision wrong; each twin names its flaw. */
final class BrokenPollGate {

    enum Flaw {
        /** Who enters looks at the mark and counts itself then. */
        LOOKS_FIRST,
        /** The mark is looked at and then written. */
        CHECK_THEN_WRITE
    }

    private static final int CLOSED = 1 << 31;

    private final Flaw flaw;
    private final AtomicInteger state = new AtomicInteger();

    BrokenPollGate(Flaw flaw) {
        this.flaw = flaw;
    }

    boolean enter() {
        if (flaw == Flaw.LOOKS_FIRST) {
            boolean open = state.get() >= 0;
            if (open) {
                state.incrementAndGet();
            }
            return open;
        }
        if (state.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        state.decrementAndGet();
    }

    boolean close() {
        if (flaw == Flaw.CHECK_THEN_WRITE) {
            boolean open = state.get() >= 0;
            if (open) {
                state.set(state.get() | CLOSED);
            }
            return open;
        }
        for (int seen = state.get(); seen >= 0; seen = state.get()) {
            if (state.compareAndSet(seen, seen | CLOSED)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return state.get() == CLOSED;
    }
}
