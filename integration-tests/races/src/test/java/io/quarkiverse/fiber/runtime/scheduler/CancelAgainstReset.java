package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A timer with a callback is cancelled while somebody else gives it a new time: the new entry may not have been there for the
 * cancel to see. Without the second look of who makes the entry this fails.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "cancelled, no entry is left in a wheel")
@Outcome(expect = Expect.FORBIDDEN, desc = "an entry stays in a wheel until it is due, or the cancel has failed")
@State
public class CancelAgainstReset {

    private int cancelled;
    private final HandClock clock = new HandClock();
    private final CallbackTimer timer = new CallbackTimer(over -> {
    }, clock, Runnable::run, false, null, Items.ANY);

    public CancelAgainstReset() {
        timer.begin(Duration.ZERO);
    }

    @Actor
    public void resetter() {
        timer.refresh();
    }

    @Actor
    public void canceller() {
        cancelled = timer.cancel() ? 1 : 0;
    }

    @Arbiter
    public void leftAndCancelled(II_Result result) {
        result.r1 = clock.left();
        result.r2 = cancelled;
    }
}
