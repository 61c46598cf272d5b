package io.quarkiverse.fiber.runtime.scheduler;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Owner: the loop comes to its drain while a rescuer seizes the same free word, which the scanner read before. Exactly one of
 * them gets a token; two would poll one queue, none would leave it to nobody.
 */
@JCStressTest
@Outcome(id = { "1, 0", "0, 1" }, expect = Expect.ACCEPTABLE, desc = "one of them owns")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "two owners")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no owner")
@State
public class AcquireAgainstSeize {

    private final Owner owner = new Owner();
    private final long scanned = owner.word();

    @Actor
    public void loop(II_Result result) {
        result.r1 = owner.tryAcquire() != 0 ? 1 : 0;
    }

    @Actor
    public void rescuer(II_Result result) {
        result.r2 = owner.seize(scanned) != 0 ? 1 : 0;
    }
}
