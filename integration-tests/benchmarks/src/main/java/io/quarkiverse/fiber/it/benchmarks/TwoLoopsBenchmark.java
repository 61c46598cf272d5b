package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/**
 * P13: what it costs that two event loops, on a core each, share one pool. What a second core costs anybody, and the load
 * beside it where there are only two, shows in the same ratio of the virtual threads.
 */
final class TwoLoopsBenchmark implements RequestBenchmark {

    private static final Setup TWO_LOOPS = new Setup("two-loops", "0,1", 2, new Setup.Application("quarkus-app"));

    static final Contender HOOKED = new Contender("hooked on two", TWO_LOOPS, CallBenchmark.HOOKED.path());
    private static final Contender VIRTUAL = new Contender("virtual on two", TWO_LOOPS, CallBenchmark.VIRTUAL.path());

    @Override
    public String name() {
        return "P13";
    }

    @Override
    public String title() {
        return "one pooled TCP call, two event loops beside one";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HOOKED, CallBenchmark.HOOKED, Bound.goal(1.15)),
                new Comparison(VIRTUAL, CallBenchmark.VIRTUAL),
                new Comparison(HOOKED, VIRTUAL),
                new Comparison(CallBenchmark.HOOKED, CallBenchmark.HOOKED));
    }
}
