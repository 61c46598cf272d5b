package io.quarkiverse.fiber.runtime.scheduler;

/**
 * How {@link Carrier} ends, without an event loop: the real owner and run queue, and a second scheduler that only counts.
 * Each way out of a carrier is followed by a look at {@link #gone}; the flaws leave one of them out.
 */
final class Retirement {

    enum Flaw {
        NONE,
        /** Who offers does not look at {@link Retirement#gone} afterwards. */
        NO_LOOK_AFTER_OFFER,
        /** Who releases does not look at {@link Retirement#gone} afterwards. */
        NO_LOOK_AFTER_RELEASE,
        /** Who passes on does not look at the queue again after its release. */
        NO_SECOND_LOOK
    }

    final Owner owner = new Owner();
    final RunQueue queue = new RunQueue();

    private final Flaw flaw;
    private volatile boolean gone;

    /** Guarded by the owner's word. */
    private int passedOn;

    Retirement(Flaw flaw) {
        this.flaw = flaw;
    }

    /** True if the continuation goes to the other scheduler at once. */
    boolean execute(Runnable continuation) {
        if (gone) {
            return true;
        }
        queue.offer(continuation);
        if (flaw != Flaw.NO_LOOK_AFTER_OFFER && gone) {
            passOn();
        }
        return false;
    }

    void retire() {
        gone = true;
        passOn();
    }

    void release(long token) {
        owner.release(token);
        if (flaw != Flaw.NO_LOOK_AFTER_RELEASE && gone) {
            passOn();
        }
    }

    /** After a drain that was taken over. */
    void announce() {
        if (gone) {
            passOn();
        }
    }

    int passedOn() {
        return passedOn;
    }

    private void passOn() {
        for (;;) {
            long seen = owner.word();
            if (Owner.stateOf(seen) == Owner.INTERNAL) {
                return;
            }
            long token = owner.seize(seen);
            if (token != 0) {
                while (queue.poll() != null) {
                    passedOn++;
                }
                owner.release(token);
                if (flaw == Flaw.NO_SECOND_LOOK || queue.isEmpty()) {
                    return;
                }
            }
        }
    }
}
