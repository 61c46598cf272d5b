package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Wheel: a thread that was taken over leaves timers in the inbox while the owner's turns take all that is there. Each command
 * runs once: what the owner does not take is still there for the turn after.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "each command ran once")
@Outcome(expect = Expect.FORBIDDEN, desc = "a command lost, or run twice")
@State
public class PushAgainstTurn {

    private final Wheel wheel = new Wheel();
    private long ran;

    public PushAgainstTurn() {
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
        Turns.turn(wheel, Wheel.now());
        Turns.turn(wheel, Wheel.now());
    }

    @Arbiter
    public void missingAndRepeated(II_Result result) {
        Turns.turn(wheel, Wheel.now() + TimeUnit.SECONDS.toNanos(1));
        result.r1 = Items.missing(ran);
        result.r2 = Items.repeated(ran);
    }

    private void schedule(int item) {
        wheel.schedule(() -> ran += Items.count(Items.item(item)), 0);
    }
}
