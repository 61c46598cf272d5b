package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Timer: a cancel from any thread while the wheel's owner links and expires the timer. A command runs at most once, and never
 * once cancel has said that it will not.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "ran, the cancel came too late")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "cancelled in time")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "ran although it was cancelled")
@Outcome(expect = Expect.FORBIDDEN, desc = "neither ran nor was cancelled, or ran twice")
@State
public class CancelAgainstExpire {

    private int ran;
    private int cancelled;
    private final Timer timer = new Timer(new Wheel(), () -> ran++, 0);

    @Actor
    public void canceller() {
        cancelled = timer.cancel(false) ? 1 : 0;
    }

    @Actor
    public void owner() {
        if (timer.link()) {
            timer.fire();
        }
    }

    @Arbiter
    public void ranAndCancelled(II_Result result) {
        result.r1 = ran;
        result.r2 = cancelled;
    }
}
