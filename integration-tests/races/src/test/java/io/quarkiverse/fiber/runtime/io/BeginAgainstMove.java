package io.quarkiverse.fiber.runtime.io;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A fiber begins to wait while another one moves the descriptor to its own loop: the one that comes second tells that loop.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the loop that has the descriptor looks")
@Outcome(expect = Expect.FORBIDDEN, desc = "nobody looks: lost wakeup")
@State
public class BeginAgainstMove {

    private final Moving moving = new Moving(false);

    @Actor
    public void fiber() {
        moving.await();
    }

    @Actor
    public void otherFiber() {
        moving.move();
    }

    @Arbiter
    public void watched(I_Result result) {
        result.r1 = moving.isWatched() ? 1 : 0;
    }
}
