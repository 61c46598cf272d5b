package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Wheel: a cancel while the owner's turn links a timer that is not due for an hour. Whether it comes before, between link and
 * insertion, or after, the following turn must leave nothing in the wheel: a cancelled timer must not wait for its deadline.
 */
@JCStressTest
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "cancelled and unlinked")
@Outcome(id = "., ., 1", expect = Expect.FORBIDDEN, desc = "still in the wheel")
@Outcome(expect = Expect.FORBIDDEN, desc = "ran, or could not be cancelled")
@State
public class CancelAgainstLink {

    private final Wheel wheel = new Wheel();
    private int ran;
    private int cancelled;
    private final Timer timer = wheel.schedule(() -> ran++, TimeUnit.HOURS.toNanos(1));

    @Actor
    public void canceller() {
        cancelled = timer.cancel(false) ? 1 : 0;
    }

    @Actor
    public void owner() {
        Turns.turn(wheel, Wheel.now());
    }

    @Arbiter
    public void ranCancelledAndLeft(III_Result result) {
        Turns.turn(wheel, Wheel.now());
        result.r1 = ran;
        result.r2 = cancelled;
        result.r3 = wheel.hasInbox() || wheel.nextDeadline() != Long.MAX_VALUE ? 1 : 0;
    }
}
