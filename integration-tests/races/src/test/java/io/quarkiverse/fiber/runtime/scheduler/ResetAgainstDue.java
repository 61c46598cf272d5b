package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A timer with a callback is set to another time while its wheel finds it due. The callback is called once all the same. Its
 * twin is that of {@link CancelAgainstDue}: both rely on who replaces the turn.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "called, the reset came too late")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "called at its new time")
@Outcome(expect = Expect.FORBIDDEN, desc = "called twice, or never")
@State
public class ResetAgainstDue {

    private int called;
    private int reset;
    private final HandClock clock = new HandClock();
    private final CallbackTimer timer = new CallbackTimer(over -> {
    }, clock, Runnable::run, false, null, () -> called++);

    public ResetAgainstDue() {
        timer.begin(Duration.ZERO);
    }

    @Actor
    public void wheel() {
        clock.runFirst();
    }

    @Actor
    public void resetter() {
        reset = timer.reset(Duration.ZERO, true) ? 1 : 0;
    }

    @Arbiter
    public void calledAndReset(II_Result result) {
        clock.runLeft();
        result.r1 = called;
        result.r2 = reset;
    }
}
