package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.fiber.IoTimer;

/** The timers of the application, which run their callbacks as fibers. */
public final class Timers {

    private final Fibers fibers;
    private final Set<CallbackTimer> pending = ConcurrentHashMap.newKeySet();

    Timers(Fibers fibers) {
        this.fibers = fibers;
    }

    /**
     * @param condition null for none
     */
    public IoTimer after(Duration delay, Object condition, Runnable callback) {
        return begin(delay, false, condition, callback);
    }

    /**
     * @param condition null for none
     */
    public IoTimer every(Duration period, Object condition, Runnable callback) {
        return begin(CallbackTimer.requirePositive(period), true, condition, callback);
    }

    private IoTimer begin(Duration period, boolean recurring, Object condition, Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        fibers.checkOpen();
        CallbackTimer timer = new CallbackTimer(pending::remove, fibers.clockOfCaller(), fibers.here("timer"), recurring,
                condition, callback);
        pending.add(timer);
        timer.begin(period);
        return timer;
    }

    public int pending() {
        int count = 0;
        for (CallbackTimer timer : pending) {
            count += timer.isPending() ? 1 : 0;
        }
        return count;
    }

    /** Whether none is pending, and the fibers of those that are over have started. */
    boolean isDone() {
        return pending.isEmpty();
    }

    /** Has the scheduler that stops wait for those timers only that are due in time. */
    void stop(Duration deadline) {
        for (CallbackTimer timer : pending) {
            if (timer.isRecurring() || timer.remaining().compareTo(deadline) > 0) {
                timer.cancel();
            }
        }
    }

    void cancelAll() {
        for (CallbackTimer timer : pending) {
            timer.cancel();
        }
    }
}
