package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link OfferAgainstSettle}: the loop clears the flag and does not look at the queue again. An offer between the
 * last poll and the clearing saw the flag set and told nobody.
 */
@JCStressTest
@Outcome(id = { "1, 0", "1, 1", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "polled, or left for the drain that was submitted")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost wakeup")
@Outcome(expect = Expect.FORBIDDEN, desc = "polled twice or signalled twice")
@State
public class BrokenSettleWithoutSecondLook {

    private final BrokenRunQueue queue = new BrokenRunQueue(BrokenRunQueue.Flaw.NO_SECOND_LOOK, 16);
    private int polled;
    private int byProducer;
    private int byLoop;

    public BrokenSettleWithoutSecondLook() {
        queue.signal(); // the drain that is about to end
    }

    @Actor
    public void producer() {
        if (queue.offer(Items.ANY)) {
            byProducer = 1;
        }
    }

    @Actor
    public void loop() {
        while (queue.poll() != null) {
            polled++;
        }
        if (queue.settle()) {
            byLoop = 1;
        }
    }

    @Arbiter
    public void polledAndSubmitted(II_Result result) {
        result.r1 = polled;
        result.r2 = byProducer + byLoop;
    }
}
