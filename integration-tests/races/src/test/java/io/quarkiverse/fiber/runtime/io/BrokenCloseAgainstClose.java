package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link CloseAgainstClose}: the mark is looked at and then written.
 */
@JCStressTest
@Outcome(id = { "1, 0", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "one of them closes")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "closed twice, the second time perhaps a descriptor of somebody else")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "left open")
@State
public class BrokenCloseAgainstClose {

    private final BrokenPollGate gate = new BrokenPollGate(BrokenPollGate.Flaw.CHECK_THEN_WRITE);

    @Actor
    public void one(II_Result result) {
        result.r1 = gate.close() ? 1 : 0;
    }

    @Actor
    public void other(II_Result result) {
        result.r2 = gate.close() ? 1 : 0;
    }
}
