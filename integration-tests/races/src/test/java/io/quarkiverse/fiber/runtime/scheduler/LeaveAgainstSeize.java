package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Owner: a fiber returns to the loop while a rescuer takes the carrier over, from the word that the scanner read. Exactly one
 * of them owns it afterwards; the other has learnt that it does not.
 */
@JCStressTest
@Outcome(id = { "1, 0", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "one of them owns")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "two owners")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no owner")
@State
public class LeaveAgainstSeize {

    private final Owner owner = new Owner();
    private final long running = owner.enter(owner.tryAcquire());

    @Actor
    public void loop(II_Result result) {
        result.r1 = owner.leave(running) != 0 ? 1 : 0;
    }

    @Actor
    public void rescuer(II_Result result) {
        result.r2 = owner.seize(running) != 0 ? 1 : 0;
    }
}
