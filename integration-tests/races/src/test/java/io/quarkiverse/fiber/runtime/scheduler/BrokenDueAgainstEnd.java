package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.atomic.AtomicBoolean;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link DueAgainstEnd}: the end does not wait for an interrupt that is on its way. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the block has ended in time")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "interrupted within the block")
@Outcome(expect = Expect.FORBIDDEN, desc = "interrupted after the block")
@State
public class BrokenDueAgainstEnd {

    private volatile int interrupts;
    private int interruptsInBlock;
    private final AtomicBoolean over = new AtomicBoolean();

    @Actor
    public void wheel() {
        if (!over.get()) {
            interrupts++;
        }
    }

    @Actor
    public void fiber() {
        over.set(true);
        interruptsInBlock = interrupts;
    }

    @Arbiter
    public void inBlockAndInAll(II_Result result) {
        result.r1 = interruptsInBlock;
        result.r2 = interrupts;
    }
}
