package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Twin of {@link BeginAgainstClose}: the fiber looks first whether the descriptor is closed and waits then.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "saw the close, or is woken by it")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "parked for ever")
@State
public class BrokenBeginAgainstClose {

    private final Direction direction = new Direction(true);
    private final PollGate gate = new PollGate();
    private boolean parks;

    @Actor
    public void fiber() {
        boolean closed = gate.isClosed();
        direction.begin(null);
        parks = direction.isWaiting() && !closed;
    }

    @Actor
    public void closer() {
        gate.close();
        direction.wake();
    }

    @Arbiter
    public void isStillParked(I_Result result) {
        result.r1 = parks && direction.isWaiting() ? 1 : 0;
    }
}
