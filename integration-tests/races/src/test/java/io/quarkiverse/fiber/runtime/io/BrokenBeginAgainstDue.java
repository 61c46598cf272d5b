package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Twin of {@link BeginAgainstDue}: who finds the entry due looks for a fiber, and then says that there is no entry. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there is one")
@Outcome(expect = Expect.FORBIDDEN, desc = "nothing ends the wait, or two do")
@State
public class BrokenBeginAgainstDue {

    private volatile boolean waits;
    private volatile boolean entry = true;
    private int entries;

    @Actor
    public void wheel() {
        boolean waiting = waits;
        entry = false; // the flaw: not before it looks
        if (waiting) {
            entries++;
        }
    }

    @Actor
    public void fiber() {
        waits = true;
        if (!entry) {
            entries++;
        }
    }

    @Arbiter
    public void entries(I_Result result) {
        result.r1 = entries;
    }
}
