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
 * Wheel: a cancel while the owner's turn reaches the slot of a timer that was linked long ago. It runs or is cancelled, not
 * both, and the following turn leaves nothing of it in the wheel.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "ran, the cancel came too late")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "cancelled in time")
@Outcome(id = "., ., 1", expect = Expect.FORBIDDEN, desc = "still in the wheel")
@Outcome(expect = Expect.FORBIDDEN, desc = "ran although it was cancelled, or twice, or neither")
@State
public class CancelOfDueTimer {

    private final Wheel wheel = new Wheel();
    private int ran;
    private int cancelled;
    private final Timer timer = wheel.schedule(() -> ran++, TimeUnit.SECONDS.toNanos(1));

    public CancelOfDueTimer() {
        Turns.turn(wheel, Wheel.now()); // links it
    }

    @Actor
    public void canceller() {
        cancelled = timer.cancel(false) ? 1 : 0;
    }

    @Actor
    public void owner() {
        Turns.turn(wheel, timer.deadline + TimeUnit.SECONDS.toNanos(1));
    }

    @Arbiter
    public void ranCancelledAndLeft(III_Result result) {
        Turns.turn(wheel, Wheel.now());
        result.r1 = ran;
        result.r2 = cancelled;
        result.r3 = wheel.hasInbox() || wheel.nextDeadline() != Long.MAX_VALUE ? 1 : 0;
    }
}
