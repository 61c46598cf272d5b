package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Wake: two producers offer to a carrier that is idle. Exactly one of them has to submit the drain: none is a lost wakeup,
 * two make the loop run a drain for nothing with every batch.
 */
@JCStressTest
@Outcome(id = { "1, 0", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "one of them signals")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost wakeup")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "two drains for one batch")
@State
public class OfferAgainstOffer {

    private final RunQueue queue = new RunQueue();

    @Actor
    public void one(II_Result result) {
        result.r1 = queue.offer(Items.ANY) ? 1 : 0;
    }

    @Actor
    public void other(II_Result result) {
        result.r2 = queue.offer(Items.ANY) ? 1 : 0;
    }
}
