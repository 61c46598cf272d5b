package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link CancelAgainstReady}: who cancels looks whether somebody waits, and cancels then whatever has happened.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "woken by this event or cancelled, and woken by the next event")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up is lost, or who cancels and who waits know different things")
@State
public class BrokenCancelAgainstReady {

    private final Watching watching = new Watching(Watching.Flaw.CANCELS_BLINDLY, true);
    private boolean cancelled;

    public BrokenCancelAgainstReady() {
        watching.begin();
        watching.runTasks();
    }

    @Actor
    public void canceller() {
        cancelled = watching.cancel();
    }

    @Actor
    public void loop() {
        watching.select();
    }

    @Arbiter
    public void wokenNowAndNextTime(II_Result result) {
        result.r1 = watching.isEnded(cancelled) ? 1 : 0;
        result.r2 = watching.isWokenNext() ? 1 : 0;
    }
}
