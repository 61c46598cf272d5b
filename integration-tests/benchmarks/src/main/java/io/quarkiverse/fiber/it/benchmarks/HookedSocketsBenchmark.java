package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/**
 * P12: what hooked sockets cost code that runs on no fiber: beside plain sockets in the same process, and beside the same
 * application built without the extension.
 */
final class HookedSocketsBenchmark implements RequestBenchmark {

    private static final Setup WITHOUT = new Setup("without-extension", "0", 1,
            new Setup.Application("without-extension"));

    private static final Contender WORKER = new Contender("worker", "/call/worker");
    private static final Contender PLAIN_WORKER = new Contender("plain worker", "/call/plain/worker");
    private static final Contender PLAIN_VIRTUAL = new Contender("plain virtual", "/call/plain/virtual");
    private static final Contender WORKER_WITHOUT = new Contender("worker without", WITHOUT, "/call/worker");
    private static final Contender VIRTUAL = new Contender("virtual", "/call/virtual");
    private static final Contender VIRTUAL_WITHOUT = new Contender("virtual without", WITHOUT, "/call/virtual");

    @Override
    public String name() {
        return "P12";
    }

    @Override
    public String title() {
        return "one pooled TCP call on a thread that is no fiber";
    }

    @Override
    public int processes(Options options) {
        return options.rounds();
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(WORKER, PLAIN_WORKER, Bound.goal(1.10)),
                new Comparison(VIRTUAL, PLAIN_VIRTUAL, Bound.goal(1.10)),
                new Comparison(WORKER, WORKER_WITHOUT, Bound.goal(1.10)),
                new Comparison(VIRTUAL, VIRTUAL_WITHOUT, Bound.goal(1.10)),
                new Comparison(PLAIN_WORKER, PLAIN_WORKER));
    }
}
