package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link PushAgainstTurn}: the owner reads the inbox and then clears it, so it drops what is pushed in between.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "each command ran once")
@Outcome(expect = Expect.FORBIDDEN, desc = "a command lost, or run twice")
@State
public class BrokenPushAgainstTurn {

    private final BrokenInbox inbox = new BrokenInbox();
    private long ran;

    public BrokenPushAgainstTurn() {
        schedule(0);
    }

    @Actor
    public void fiber() {
        for (int i = 1; i < Items.COUNT; i++) {
            schedule(i);
        }
    }

    @Actor
    public void owner() {
        inbox.turn();
        inbox.turn();
    }

    @Arbiter
    public void missingAndRepeated(II_Result result) {
        inbox.turn();
        result.r1 = Items.missing(ran);
        result.r2 = Items.repeated(ran);
    }

    private void schedule(int item) {
        inbox.push(() -> ran += Items.count(Items.item(item)));
    }
}
