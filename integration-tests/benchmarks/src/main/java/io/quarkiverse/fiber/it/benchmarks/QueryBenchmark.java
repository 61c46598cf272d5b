package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/** P3: a request that waits for a connection of a pool that is too small, and then for the database. */
final class QueryBenchmark implements RequestBenchmark {

    private static final Contender HOOKED = new Contender("hooked", "/query/hooked");
    private static final Contender REACTIVE = new Contender("reactive", "/query/reactive");
    private static final Contender VIRTUAL = new Contender("virtual", "/query/plain/virtual");
    private static final Contender WORKER = new Contender("worker", "/query/plain/worker");

    @Override
    public String name() {
        return "P3";
    }

    @Override
    public String title() {
        return "one query to PostgreSQL, pool of " + ProductQuery.CONNECTIONS;
    }

    @Override
    public boolean needsDatabase() {
        return true;
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HOOKED, VIRTUAL, Bound.goal(0.80)),
                new Comparison(HOOKED, REACTIVE, Bound.goal(1.00)),
                new Comparison(HOOKED, WORKER),
                new Comparison(REACTIVE, REACTIVE));
    }
}
