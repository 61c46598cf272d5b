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
 * Twin of {@link FireAgainstCancel}: cancel looks at the state and then writes it.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "told that it is ready, the cancel came too late")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "told that it is cancelled")
@Outcome(expect = Expect.FORBIDDEN, desc = "told twice, never, or something else than the canceller")
@State
public class BrokenFireAgainstCancel {

    private int told;
    private int cancelled;
    private final BrokenEvent event = new BrokenEvent(() -> told++);

    @Actor
    public void loop() {
        event.fire(SelectionKey.OP_READ);
    }

    @Actor
    public void canceller() {
        cancelled = event.cancel() ? 1 : 0;
    }

    @Arbiter
    public void toldAndCancelled(II_Result result) {
        result.r1 = told;
        result.r2 = cancelled == 1 == event.isCancelled() ? cancelled : -1;
    }
}
