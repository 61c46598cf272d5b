package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Deadline: a wait for output ends by its deadline while its event comes, for which the loop gives its interest up; then the
 * fiber waits again. An event of the first wait neither ends the second for good nor leaves it without a loop that looks.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "woken by this event or by the next")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost wakeup")
@State
public class DeadlineAgainstReady {

    private final Watching watching = new Watching(Watching.Flaw.NONE, false);

    public DeadlineAgainstReady() {
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
