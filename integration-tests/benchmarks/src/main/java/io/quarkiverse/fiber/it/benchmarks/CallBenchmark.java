package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/** P2: a request that waits once, for another server. */
final class CallBenchmark implements RequestBenchmark {

    static final Contender HOOKED = new Contender("hooked", "/call/hooked");
    static final Contender REACTIVE = new Contender("reactive", "/call/reactive");
    static final Contender VIRTUAL = new Contender("virtual", "/call/plain/virtual");
    static final Contender WORKER = new Contender("worker", "/call/plain/worker");
    private static final Contender DEDICATED = new Contender("dedicated", "/call/dedicated");

    @Override
    public String name() {
        return "P2";
    }

    @Override
    public String title() {
        return "one pooled TCP call";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HOOKED, REACTIVE, Bound.bound(1.00), Bound.goal(0.85)),
                new Comparison(HOOKED, VIRTUAL, Bound.goal(0.78)),
                new Comparison(HOOKED, WORKER, Bound.goal(0.40)),
                new Comparison(DEDICATED, VIRTUAL),
                new Comparison(REACTIVE, REACTIVE));
    }
}
