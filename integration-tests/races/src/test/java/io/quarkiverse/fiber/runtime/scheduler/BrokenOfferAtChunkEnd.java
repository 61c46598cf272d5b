package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link OfferAtChunkEnd}: nothing keeps the look at the flag behind the release store of the new index. The chunk
 * is of two, so that the drain ends while the producer is still at it.
 */
@JCStressTest
@Outcome(id = { "1, 0", "1, 1", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "polled, or left for the drain that was submitted")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost wakeup")
@Outcome(expect = Expect.FORBIDDEN, desc = "polled twice or signalled twice")
@State
public class BrokenOfferAtChunkEnd {

    private static final int CHUNK = 2;

    private final BrokenRunQueue queue = new BrokenRunQueue(BrokenRunQueue.Flaw.NO_FENCE, CHUNK);
    private int polled;
    private int byProducer;
    private int byLoop;

    public BrokenOfferAtChunkEnd() {
        for (int i = 0; i < CHUNK; i++) {
            queue.offer(Items.ANY);
        }
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
        result.r1 = polled - CHUNK;
        result.r2 = byProducer + byLoop;
    }
}
