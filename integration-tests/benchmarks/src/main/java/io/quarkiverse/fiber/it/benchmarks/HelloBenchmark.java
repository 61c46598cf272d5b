package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/** P1: what it costs to get a request onto a fiber at all. */
final class HelloBenchmark implements RequestBenchmark {

    private static final Contender REACTIVE = new Contender("reactive", "/hello/reactive");
    private static final Contender WORKER = new Contender("worker", "/hello/worker");
    private static final Contender VIRTUAL = new Contender("virtual", "/hello/virtual");
    static final Contender HOOKED = new Contender("hooked", "/hello/hooked");
    private static final Contender DEDICATED = new Contender("dedicated", "/hello/dedicated");

    @Override
    public String name() {
        return "P1";
    }

    @Override
    public String title() {
        return "a \"hello\" endpoint";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HOOKED, REACTIVE, Bound.bound(1.15), Bound.goal(1.00)),
                new Comparison(HOOKED, VIRTUAL, Bound.bound(0.80), Bound.goal(0.67)),
                new Comparison(HOOKED, WORKER),
                new Comparison(DEDICATED, VIRTUAL),
                new Comparison(REACTIVE, REACTIVE));
    }
}
