package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link CancelAgainstExpire}: cancel checks the state and then writes it, so it overwrites that the owner has just
 * made the timer its own to run.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "ran, the cancel came too late")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "cancelled in time")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "ran although it was cancelled")
@Outcome(expect = Expect.FORBIDDEN, desc = "neither ran nor was cancelled, or ran twice")
@State
public class BrokenCancelAgainstExpire {

    private int ran;
    private int cancelled;
    private final BrokenTimer timer = new BrokenTimer();

    @Actor
    public void canceller() {
        cancelled = timer.cancel() ? 1 : 0;
    }

    @Actor
    public void owner() {
        if (timer.link() && timer.expire()) {
            ran++;
        }
    }

    @Arbiter
    public void ranAndCancelled(II_Result result) {
        result.r1 = ran;
        result.r2 = cancelled;
    }
}
