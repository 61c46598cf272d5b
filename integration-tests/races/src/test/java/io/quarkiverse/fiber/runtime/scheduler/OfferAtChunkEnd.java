package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Wake: the offer of {@link OfferAgainstSettle}, but to a queue whose chunk is full, so that it links a new one. That path
 * publishes the index by a release store and not by compare-and-set, which by itself would let the look at the flag go
 * first. Forbidden is the lost wakeup again; with a chunk of this size it is hardly ever met, the twin makes it likely.
 */
@JCStressTest
@Outcome(id = { "1, 0", "1, 1", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "polled, or left for the drain that was submitted")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost wakeup")
@Outcome(expect = Expect.FORBIDDEN, desc = "polled twice or signalled twice")
@State
public class OfferAtChunkEnd {

    private static final int CHUNK = 1024;

    private final RunQueue queue = new RunQueue();
    private int polled;
    private int byProducer;
    private int byLoop;

    public OfferAtChunkEnd() {
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
