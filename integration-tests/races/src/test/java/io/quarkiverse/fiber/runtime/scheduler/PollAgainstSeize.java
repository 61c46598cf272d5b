package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Hand-over: the loop polls and runs continuations, a rescuer takes over between two polls and runs the rest. The queue has one
 * consumer at a time, whose plain fields the owner's word publishes: a continuation must be neither lost nor run twice.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "the loop polled everything")
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "the rescuer polled the rest")
@Outcome(expect = Expect.FORBIDDEN, desc = "a continuation lost, or run twice")
@State
public class PollAgainstSeize {

    private static final int SCANS = 64;

    private final Owner owner = new Owner();
    private final long token = owner.tryAcquire();
    private final RunQueue queue = new RunQueue();
    private long byLoop;
    private long byRescuer;

    public PollAgainstSeize() {
        for (int i = 0; i < Items.COUNT; i++) {
            queue.offer(Items.item(i));
        }
    }

    @Actor
    public void loop() {
        long held = token;
        for (Runnable next; held != 0 && (next = queue.poll()) != null;) {
            long running = owner.enter(held);
            next.run();
            byLoop += Items.count(next);
            held = owner.leave(running);
        }
        if (held != 0) {
            owner.release(held);
        }
    }

    @Actor
    public void rescuer() {
        long held = 0;
        for (int i = 0; i < SCANS && held == 0; i++) {
            held = owner.seize(owner.word());
        }
        for (Runnable next; held != 0 && (next = queue.poll()) != null;) {
            long running = owner.enter(held);
            next.run();
            byRescuer += Items.count(next);
            held = owner.leave(running);
        }
        if (held != 0) {
            owner.release(held);
        }
    }

    @Arbiter
    public void missingRepeatedAndHandedOver(III_Result result) {
        result.r1 = Items.missing(byLoop + byRescuer);
        result.r2 = Items.repeated(byLoop + byRescuer);
        result.r3 = byRescuer != 0 ? 1 : 0;
    }
}
