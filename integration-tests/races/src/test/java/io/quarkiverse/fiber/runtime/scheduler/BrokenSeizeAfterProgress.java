package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link SeizeAfterProgress}: no new epochs, so the next fibers look like the one that was stuck.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the loop got on, the rescuer stays away")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "taken over from the fiber that was stuck")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "taken over although there was progress")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no owner")
@State
public class BrokenSeizeAfterProgress {

    private static final int FIBERS = 8;

    private final BrokenOwner owner = new BrokenOwner(BrokenOwner.Flaw.NO_EPOCHS);
    private final long scanned = owner.enter(owner.tryAcquire());

    @Actor
    public void loop(II_Result result) {
        long token = owner.leave(scanned);
        if (token != 0) {
            result.r1 = 1;
        }
        for (int i = 0; i < FIBERS && token != 0; i++) {
            token = owner.leave(owner.enter(token));
        }
    }

    @Actor
    public void rescuer(II_Result result) {
        result.r2 = owner.seize(scanned) != 0 ? 1 : 0;
    }
}
