package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectionKey;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Twin of {@link AddAgainstEnd}: who adds looks before it adds, and not afterwards.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "taken by who gives the place up")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "refused, and added elsewhere by who adds")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "lost: nobody looks at it any more")
@Outcome(expect = Expect.FORBIDDEN, desc = "at two places")
@State
public class BrokenAddAgainstEnd {

    private int taken;
    private int refused;
    private final BrokenPendingEvents events = new BrokenPendingEvents();

    @Actor
    public void fiber() {
        refused = events.add(new Event(SelectionKey.OP_READ, null)) ? 0 : 1;
    }

    @Actor
    public void loop() {
        events.end();
        while (events.takeAfterEnd() != null) {
            taken++;
        }
    }

    @Arbiter
    public void takenAndRefused(II_Result result) {
        result.r1 = taken;
        result.r2 = refused;
    }
}
