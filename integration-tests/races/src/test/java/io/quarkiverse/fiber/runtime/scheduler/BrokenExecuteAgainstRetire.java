package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link ExecuteAgainstRetire}: the producer looks at the flag before its offer only.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "passed on once, or run here")
@Outcome(id = "0, 1", expect = Expect.FORBIDDEN, desc = "left in the queue of a carrier that is gone")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or passed on twice")
@State
public class BrokenExecuteAgainstRetire {

    private final Retirement carrier = new Retirement(Retirement.Flaw.NO_LOOK_AFTER_OFFER);
    private int here;

    @Actor
    public void producer() {
        if (carrier.execute(Items.ANY)) {
            here = 1;
        }
    }

    @Actor
    public void stop() {
        carrier.retire();
    }

    @Arbiter
    public void passedOnAndLeft(II_Result result) {
        result.r1 = here + carrier.passedOn();
        result.r2 = carrier.queue.poll() != null ? 1 : 0;
    }
}
