package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link BeginAgainstReady}: the loop gives its interest up before the state says so. A fiber that comes in between
 * finds that the loop looks already, and nobody tells it to.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "woken by this event or by the next")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost wakeup")
@State
public class BrokenGiveUpAgainstBegin {

    private final Watching watching = new Watching(Watching.Flaw.GIVES_UP_FIRST, true);

    public BrokenGiveUpAgainstBegin() {
        watching.begin();
        watching.runTasks();
        watching.end();
        watching.select(); // for which nobody waits
    }

    @Actor
    public void fiber() {
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
