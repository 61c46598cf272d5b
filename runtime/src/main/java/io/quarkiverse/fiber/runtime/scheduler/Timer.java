package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * One entry of a {@link Wheel}.
 *
 * <pre>
 *  QUEUED -> LINKED      the wheel's owner took it from the inbox
 *  QUEUED -> DONE        ... and found it due
 *  LINKED -> DONE        due
 *  QUEUED, LINKED -> CANCELLED  from any thread; a linked one goes to the inbox again, to be unlinked
 * </pre>
 *
 * Invariant: the command runs at most once, and only by who made it DONE; an entry is in the inbox at most once.
 */
final class Timer implements ScheduledFuture<Object> {

    private static final Logger LOG = Logger.getLogger(Timer.class);

    private static final int QUEUED = 0;
    private static final int LINKED = 1;
    private static final int CANCELLED = 2;
    private static final int DONE = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Timer.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Wheel wheel;
    final Runnable command;
    final long deadline;

    /** Next in the inbox; written by who pushes. */
    Timer below;

    /** Neighbours in a slot, or the next one that is due, and the slot itself; read and written by the wheel's owner. */
    Timer next;
    Timer previous;
    int slot = Wheel.NO_SLOT;

    private volatile int state = QUEUED;

    Timer(Wheel wheel, Runnable command, long deadline) {
        this.wheel = wheel;
        this.command = command;
        this.deadline = deadline;
    }

    boolean link() {
        return STATE.compareAndSet(this, QUEUED, LINKED);
    }

    /** True for the one caller who may run the command. */
    boolean expire() {
        int seen = state;
        return (seen == LINKED || seen == QUEUED) && STATE.compareAndSet(this, seen, DONE);
    }

    void fire() {
        if (expire()) {
            try {
                command.run();
            } catch (Throwable e) {
                // Not here: the lock of a log handler may be held by a fiber of this very carrier.
                Thread.ofPlatform().daemon().start(() -> LOG.error("A timer failed", e));
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (STATE.compareAndSet(this, QUEUED, CANCELLED)) {
            return true;
        }
        if (STATE.compareAndSet(this, LINKED, CANCELLED)) {
            wheel.push(this);
            return true;
        }
        return false;
    }

    @Override
    public boolean isCancelled() {
        return state == CANCELLED;
    }

    @Override
    public boolean isDone() {
        return state >= CANCELLED;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(deadline - Wheel.now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public Object get() {
        throw new UnsupportedOperationException("A timer of a carrier has no result");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
        return get();
    }
}
