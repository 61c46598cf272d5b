package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A wait begins while the entry of an earlier one comes due: one of both makes an entry for it. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there is one")
@Outcome(expect = Expect.FORBIDDEN, desc = "nothing ends the wait, or two do")
@State
public class BeginAgainstDue {

    private final Deadlined timer = new Deadlined();

    @Actor
    public void wheel() {
        timer.run();
    }

    @Actor
    public void fiber() {
        timer.beginLater();
    }

    @Arbiter
    public void entries(I_Result result) {
        result.r1 = timer.entries();
    }
}
