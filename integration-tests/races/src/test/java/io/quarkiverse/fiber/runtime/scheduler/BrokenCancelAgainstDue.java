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
 * Twin of {@link CancelAgainstDue}: cancel looks whether the timer is pending and then ends it.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "called, the cancel came too late")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "prevented")
@Outcome(expect = Expect.FORBIDDEN, desc = "called although it was cancelled, never, or twice")
@State
public class BrokenCancelAgainstDue {

    private int called;
    private int cancelled;
    private final HandClock clock = new HandClock();
    private final BrokenCallbackTimer timer = new BrokenCallbackTimer(clock, () -> called++);

    public BrokenCancelAgainstDue() {
        timer.begin(Duration.ZERO);
    }

    @Actor
    public void wheel() {
        clock.runFirst();
    }

    @Actor
    public void canceller() {
        cancelled = timer.cancel() ? 1 : 0;
    }

    @Arbiter
    public void calledAndCancelled(II_Result result) {
        result.r1 = called;
        result.r2 = cancelled;
    }
}
