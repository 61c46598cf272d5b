package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link DeadlineAgainstReady}: the fiber waits again without having ended the first wait. It finds a state that says
 * the loop looks, after the loop has given its interest up.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "woken by this event or by the next")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost wakeup")
@State
public class BrokenDeadlineAgainstReady {

    private final Watching watching = new Watching(Watching.Flaw.NO_END, false);

    public BrokenDeadlineAgainstReady() {
        watching.begin();
        watching.runTasks();
    }

    @Actor
    public void fiber() {
        watching.end();
        watching.begin();
    }

    @Actor
    public void loop() {
        watching.select();
    }

    @Arbiter
    public void wokenNowAndNextTime(II_Result result) {
        result.r1 = watching.isWoken() ? 1 : 0;
        result.r2 = watching.isWokenAgain() ? 1 : 0;
    }
}
