package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.Executor;

/**
 * The executor that the JDK keeps in a fiber's thread, and in each virtual thread that the fiber makes with
 * {@link Thread#ofVirtual}: those may outlive it, and a shared pool may make them for somebody else.
 * <p>
 * So it holds carriers only, and of the fiber nothing after its end. The fiber's own continuation is told apart by
 * identity: it is what the first call brings, since no child exists before its parent has started. Children stay on the
 * carrier on which the fiber began while it lives, wherever it moves; afterwards they go to whichever carrier of the group
 * is next.
 * <p>
 * It stands for the fiber in the run queue, where it also takes down what carriers know about its times anyway.
 */
final class FiberExecutor implements Executor, Runnable {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final Carrier home;
    /** Null for fibers that are nobody's endpoint. */
    private final Endpoint endpoint;

    /** Where the fiber itself runs; written by the fiber. */
    private volatile Carrier carrier;
    /** The fiber's continuation; written by the thread that starts it, and cleared by the fiber at its end. */
    private Runnable own;
    /** The fiber while it lives; written by the fiber, read by its children too. */
    private RunningFiber fiber;
    /** Written by the fiber at its end. */
    private volatile boolean ended;
    /** When the fiber began and when it last left its carrier, by {@link Wheel#now}. Written by who runs it, read by people. */
    private long began = NOT_YET;
    private long left = NOT_YET;
    /** Whether it has computed for too long. Written by who runs it. */
    private boolean hog;

    FiberExecutor(Carrier home, Endpoint endpoint) {
        this.home = home;
        this.endpoint = endpoint;
        this.carrier = home;
    }

    @Override
    public void execute(Runnable continuation) {
        if (own == null && !ended) {
            own = continuation;
        }
        if (continuation == own) {
            carrier.execute(this);
        } else {
            (ended ? home.group().next() : home).execute(continuation);
        }
    }

    /** Runs the fiber until it parks, yields or ends. */
    @Override
    public void run() {
        own.run();
    }

    /** The fiber is about to run. */
    void enters(long now) {
        if (began == NOT_YET) {
            began = now;
        }
    }

    /** The fiber has parked, yielded or ended. */
    void leaves(long now) {
        left = now;
    }

    /** How long ago the fiber began, in nanoseconds. */
    long age() {
        return since(began);
    }

    /** How long ago the fiber last left its carrier, in nanoseconds. */
    long away() {
        return since(left);
    }

    private static long since(long then) {
        return then == NOT_YET ? 0 : Math.max(Wheel.now() - then, 0);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void setHog() {
        hog = true;
    }

    boolean isHog() {
        return hog;
    }

    boolean hasEnded() {
        return ended;
    }

    Carrier carrier() {
        return carrier;
    }

    /** From its next resumption on the fiber runs on {@code target}. */
    void moveTo(Carrier target) {
        carrier = target;
    }

    void begin(RunningFiber self) {
        fiber = self;
    }

    /** For the thread that calls, which may be a child of it: null if it has not begun or has ended. */
    RunningFiber fiber() {
        return fiber;
    }

    void end() {
        ended = true;
        own = null;
        fiber = null;
    }
}
