package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link LeaveAgainstSeize}: the word is compared and then written, so both may find the fiber running.
 */
@JCStressTest
@Outcome(id = { "1, 0", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "one of them owns")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "two owners")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no owner")
@State
public class BrokenLeaveAgainstSeize {

    private final BrokenOwner owner = new BrokenOwner(BrokenOwner.Flaw.CHECK_THEN_WRITE);
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
