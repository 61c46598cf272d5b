package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Arming: a fiber waits for the first time and tells the loop, which brings its interest up to date at that moment. If it is
 * told, it sees the wait.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "woken by this event or by the next")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost wakeup")
@State
public class BeginAgainstUpdate {

    private final Watching watching = new Watching(Watching.Flaw.NONE, true);

    @Actor
    public void fiber() {
        watching.begin();
    }

    @Actor
    public void loop() {
        watching.runTasks();
    }

    @Arbiter
    public void wokenNowAndNextTime(II_Result result) {
        result.r1 = watching.isWoken() ? 1 : 0;
        result.r2 = watching.isWokenAgain() ? 1 : 0;
    }
}
