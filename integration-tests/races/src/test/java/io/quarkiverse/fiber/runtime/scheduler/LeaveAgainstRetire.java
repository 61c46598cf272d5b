package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Retirement: a fiber returns to the loop while its carrier ends and its queue is passed on. The next continuation is run by
 * the
 * loop or passed on, once; a loop that was taken over touches nothing.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "passed on once, or run here")
@Outcome(id = "0, 1", expect = Expect.FORBIDDEN, desc = "left in the queue of a carrier that is gone")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or passed on twice")
@State
public class LeaveAgainstRetire {

    private final Retirement carrier = new Retirement(Retirement.Flaw.NONE);
    private final long running = carrier.owner.enter(carrier.owner.tryAcquire());
    private int here;

    public LeaveAgainstRetire() {
        carrier.queue.offer(Items.ANY);
    }

    @Actor
    public void loop() {
        long token = carrier.owner.leave(running);
        if (token == 0) {
            carrier.announce();
            return;
        }
        if (carrier.queue.poll() != null) {
            here++;
        }
        carrier.release(token);
    }

    @Actor
    public void stop() {
        carrier.retire();
    }

    @Arbiter
    public void passedOnAndLeft(II_Result result) {
        result.r1 = here + carrier.passedOn();
        result.r2 = carrier.queue.poll() != null ? 1 : 0;
    }
}
