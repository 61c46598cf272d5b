package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link LeaveAfterSeize}: no new epochs, so the loop takes the rescuer's fiber for its own and owns the carrier that
 * it has lost.
 */
@JCStressTest
@Outcome(id = { "1, 0", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "one of them owns")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "two owners")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no owner")
@State
public class BrokenLeaveAfterSeize {

    private static final int FIBERS = 8;

    private final BrokenOwner owner = new BrokenOwner(BrokenOwner.Flaw.NO_EPOCHS);
    private final long running = owner.enter(owner.tryAcquire());

    @Actor
    public void loop(II_Result result) {
        result.r1 = owner.leave(running) != 0 ? 1 : 0;
    }

    @Actor
    public void rescuer(II_Result result) {
        long token = owner.seize(running);
        if (token != 0) {
            result.r2 = 1;
        }
        for (int i = 0; i < FIBERS && token != 0; i++) {
            token = owner.leave(owner.enter(token));
        }
    }
}
