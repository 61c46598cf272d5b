package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Twin of {@link PollAgainstClose}: who polls looks whether the descriptor is closed and counts itself then.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "polled before the close")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "turned away")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "polled a descriptor that may be somebody else's")
@State
public class BrokenPollAgainstClose {

    private static final int POLL = 8;

    private final BrokenPollGate gate = new BrokenPollGate(BrokenPollGate.Flaw.LOOKS_FIRST);
    private boolean released;

    @Actor
    public void poller(I_Result result) {
        if (gate.enter()) {
            for (int i = 0; i < POLL; i++) {
                Thread.onSpinWait();
            }
            result.r1 = released ? -1 : 1;
            gate.leave();
        }
    }

    @Actor
    public void closer() {
        if (gate.close()) {
            while (!gate.isEmpty()) {
                Thread.onSpinWait();
            }
            released = true;
        }
    }
}
