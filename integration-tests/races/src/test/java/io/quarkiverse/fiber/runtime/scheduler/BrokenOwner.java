package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.atomic.AtomicLong;

/** {@link Owner} as it would be with one decision wrong; each twin names its flaw. */
final class BrokenOwner {

    enum Flaw {
        /** The word is compared and then written. */
        CHECK_THEN_WRITE,
        /** An acquisition, a fiber and a seizure begin no new epoch. */
        NO_EPOCHS,
        /** A rescuer does not mind that the owner is inside the queue. */
        SEIZES_INTERNAL
    }

    private static final long STATE = 3;
    private static final long EPOCH = 4;

    private final Flaw flaw;
    private final AtomicLong word = new AtomicLong(EPOCH);

    BrokenOwner(Flaw flaw) {
        this.flaw = flaw;
    }

    long word() {
        return word.get();
    }

    long tryAcquire() {
        long seen = word.get();
        return Owner.stateOf(seen) == Owner.FREE ? seize(seen) : 0;
    }

    long seize(long seen) {
        if (Owner.stateOf(seen) == Owner.INTERNAL && flaw != Flaw.SEIZES_INTERNAL) {
            return 0;
        }
        long token = next(seen, Owner.INTERNAL);
        return swap(seen, token) ? token : 0;
    }

    long enter(long token) {
        long running = next(token, Owner.RUNNING);
        word.setRelease(running);
        return running;
    }

    long leave(long running) {
        long token = running & ~STATE | Owner.INTERNAL;
        return swap(running, token) ? token : 0;
    }

    void release(long token) {
        word.set(token & ~STATE);
    }

    private boolean swap(long seen, long token) {
        if (flaw == Flaw.CHECK_THEN_WRITE) {
            boolean same = word.get() == seen;
            if (same) {
                word.set(token);
            }
            return same;
        }
        return word.compareAndSet(seen, token);
    }

    private long next(long seen, long state) {
        return (seen & ~STATE) + (flaw == Flaw.NO_EPOCHS ? 0 : EPOCH) | state;
    }
}
