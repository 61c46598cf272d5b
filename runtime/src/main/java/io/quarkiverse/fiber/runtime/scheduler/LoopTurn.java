package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.SingleThreadEventLoop;

/**
 * What a carrier keeps of its loop, for the loop's thread only: how much of the budget the drains of this turn have used, and
 * the alarm for the next timer.
 * <p>
 * All drains of one turn share one budget, because Netty runs dozens of tasks before it looks at its channels again, and
 * each of them could be a drain. What drains use adds up until a turn is spent, so now and then that is a turn which used
 * little: it costs a task, while to learn of each turn's end would cost one per turn. A spent turn ends with a task in
 * Netty's tail queue: one submitted from there comes after I/O, while one submitted from a drain may come before.
 */
final class LoopTurn {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONGEST_ALARM = TimeUnit.HOURS.toNanos(1);

    private final SingleThreadEventLoop loop;
    private final long budget;
    private final Runnable drainInNextTurn;
    private final Runnable onAlarm;

    private final Runnable begin = new Runnable() {
        @Override
        public void run() {
            spent = 0;
            isSpent = false;
            drainInNextTurn.run();
        }
    };
    private final Runnable ring = new Runnable() {
        @Override
        public void run() {
            alarmAt = NEVER;
            alarm = null;
            onAlarm.run();
        }
    };

    private long spent;
    private boolean isSpent;
    private long alarmAt = NEVER;
    private ScheduledFuture<?> alarm;

    /**
     * @param drainInNextTurn called when a spent turn is over
     * @param onAlarm called when it is time for a timer
     */
    LoopTurn(SingleThreadEventLoop loop, long budget, Runnable drainInNextTurn, Runnable onAlarm) {
        this.loop = loop;
        this.budget = budget;
        this.drainInNextTurn = drainInNextTurn;
        this.onAlarm = onAlarm;
    }

    /** Whether drains have to wait for the next turn; it is announced. */
    boolean isSpent() {
        return isSpent;
    }

    /**
     * Counts a drain; true if the turn is over for drains and the next one is going to be announced.
     *
     * @param more whether the drain has left something to do
     * @throws RejectedExecutionException if the loop has ended
     */
    boolean spend(long nanos, boolean more) {
        spent += nanos;
        if (spent < budget && !more) {
            return false;
        }
        isSpent = true;
        loop.executeAfterEventLoopIteration(begin);
        return true;
    }

    /**
     * Has the alarm ring at {@code due}, or before.
     *
     * @throws RejectedExecutionException if the loop has ended
     */
    void alarmAt(long due, long now) {
        if (due >= alarmAt) {
            return;
        }
        cancelAlarm();
        alarm = loop.schedule(ring, Math.min(due - now, LONGEST_ALARM), TimeUnit.NANOSECONDS);
        alarmAt = due;
    }

    void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
            alarmAt = NEVER;
        }
    }
}
