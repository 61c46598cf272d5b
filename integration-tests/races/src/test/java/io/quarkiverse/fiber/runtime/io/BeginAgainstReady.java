package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Arming: a fiber begins to wait while the loop has its second event for which nobody waits, and gives its interest up. The
 * fiber
 * is woken, and so it is when it waits again: a state that says the loop looks has to be true.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "woken by this event or by the next")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost wakeup")
@State
public class BeginAgainstReady {

    private final Watching watching = new Watching(Watching.Flaw.NONE, true);

    public BeginAgainstReady() {
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
