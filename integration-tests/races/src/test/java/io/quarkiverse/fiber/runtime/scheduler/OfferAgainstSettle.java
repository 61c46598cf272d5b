package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Wake: a producer offers while the loop ends its drain. The producer submits a drain if the flag was cleared, the loop
 * if it sees the offer in its second look. A continuation that is left in the queue with no drain submitted is a lost
 * wakeup; two drains for one continuation are one too many.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "polled by the ending drain")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "polled, and the producer saw the flag cleared afterwards")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "left for the one drain that was submitted")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost wakeup")
@Outcome(expect = Expect.FORBIDDEN, desc = "polled twice or signalled twice")
@State
public class OfferAgainstSettle {

    private final RunQueue queue = new RunQueue();
    private int polled;
    private int byProducer;
    private int byLoop;

    public OfferAgainstSettle() {
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
