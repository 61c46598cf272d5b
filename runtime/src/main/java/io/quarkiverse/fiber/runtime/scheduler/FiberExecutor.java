package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.Executor;

/**
 * The executor that the JDK keeps in a fiber's thread, and in each virtual thread that the fiber makes with
 * {@link Thread#ofVirtual}: those may outlive it, and a shared pool may make them for somebody else.
 * <p>
 * So it holds carriers only, nothing of the fiber. The fiber's own continuation is told apart by identity: it is what the
 * first call brings, since no child exists before its parent has started. Children stay on the carrier on which the fiber
 * began while it lives, wherever it moves; afterwards they go to whichever carrier of the group is next.
 */
final class FiberExecutor implements Executor {

    private final CarrierGroup group;
    private final Carrier home;

    /** Where the fiber itself runs; written by the fiber. */
    private volatile Carrier carrier;
    /** The fiber's continuation; written by the thread that starts it, and cleared by the fiber at its end. */
    private Runnable own;
    /** Written by the fiber at its end. */
    private volatile boolean ended;

    FiberExecutor(CarrierGroup group, Carrier home) {
        this.group = group;
        this.home = home;
        this.carrier = home;
    }

    @Override
    public void execute(Runnable continuation) {
        if (own == null && !ended) {
            own = continuation;
        }
        if (continuation == own) {
            carrier.execute(continuation);
        } else {
            (ended ? group.next() : home).execute(continuation);
        }
    }

    Carrier carrier() {
        return carrier;
    }

    CarrierGroup group() {
        return group;
    }

    /** From its next resumption on the fiber runs on {@code target}. */
    void moveTo(Carrier target) {
        carrier = target;
    }

    void end() {
        ended = true;
        own = null;
    }
}
