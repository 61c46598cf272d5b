package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Twin of {@link BeginAgainstClose}: who closes wakes first and marks then.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "saw the close, or is woken by it")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "parked for ever")
@State
public class BrokenCloseAgainstBegin {

    private final Direction direction = new Direction(true);
    private final PollGate gate = new PollGate();
    private boolean parks;

    @Actor
    public void fiber() {
        direction.begin(null);
        parks = direction.isWaiting() && !gate.isClosed();
    }

    @Actor
    public void closer() {
        direction.wake();
        gate.close();
    }

    @Arbiter
    public void isStillParked(I_Result result) {
        result.r1 = parks && direction.isWaiting() ? 1 : 0;
    }
}
