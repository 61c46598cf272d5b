package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A deadline passes while its block ends: no interrupt comes after the block. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the block has ended in time")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "interrupted within the block")
@Outcome(expect = Expect.FORBIDDEN, desc = "interrupted after the block")
@State
public class DueAgainstEnd {

    private volatile int interrupts;
    private int interruptsInBlock;
    private final HandClock clock = new HandClock();
    private final DeadlineWatch watch = new DeadlineWatch(null, clock) {

        @Override
        boolean isInWaitOfOthers() {
            return true;
        }

        @Override
        void interrupt() {
            interrupts++;
        }
    };

    public DueAgainstEnd() {
        watch.schedule(0);
    }

    @Actor
    public void wheel() {
        clock.runFirst();
    }

    @Actor
    public void fiber() {
        watch.end();
        interruptsInBlock = interrupts;
    }

    @Arbiter
    public void inBlockAndInAll(II_Result result) {
        result.r1 = interruptsInBlock;
        result.r2 = interrupts;
    }
}
