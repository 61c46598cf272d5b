package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Retirement: a timer is cancelled, and another one for the same slot is scheduled, while the wheel's timers move to another
 * scheduler. The cancelled one must not be unlinked from a slot that it has left: the other timer must move, exactly once.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "moved once")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "lost: its fiber never wakes up")
@Outcome(expect = Expect.FORBIDDEN, desc = "moved twice")
@State
public class MoveAgainstCancel {

    private static final ScheduledExecutorService RUNS_AT_ONCE = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            command.run();
            return null;
        }
    };

    private static final long DELAY = TimeUnit.HOURS.toNanos(1);

    private final Wheel wheel = new Wheel();
    private int moved;
    private final Timer cancelled = wheel.schedule(Items.ANY, DELAY);

    public MoveAgainstCancel() {
        Turns.turn(wheel, Wheel.now()); // links it
    }

    @Actor
    public void fiber() {
        cancelled.cancel(false);
        wheel.schedule(() -> moved++, DELAY);
    }

    @Actor
    public void stop() {
        passOn();
    }

    @Arbiter
    public void moved(I_Result result) {
        passOn();
        result.r1 = moved;
    }

    /** As a carrier does it: until nothing is left. */
    private void passOn() {
        do {
            wheel.moveTo(RUNS_AT_ONCE);
        } while (wheel.hasInbox());
    }
}
