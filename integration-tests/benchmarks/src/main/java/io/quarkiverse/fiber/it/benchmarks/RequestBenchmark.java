package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/** One piece of work, done in several ways, and what must hold between these ways. */
interface RequestBenchmark extends Benchmark {

    /** What is compared with what; one is a {@linkplain Comparison#isControl() control}. */
    List<Comparison> comparisons();

    default List<Contender> contenders() {
        return comparisons().stream().flatMap(comparison -> Stream.of(comparison.a(), comparison.b())).distinct().toList();
    }

    default Exchange exchange() {
        return Exchange.HTTP;
    }

    default boolean needsDatabase() {
        return false;
    }

    /** Whether the load is not alone on its core. */
    default boolean sharesCoreOfLoad() {
        return needsDatabase() || setups().stream().anyMatch(setup -> setup.eventLoops() > 1);
    }

    /** The servers that the contenders need, usually one for all of them. */
    default List<Setup> setups() {
        return contenders().stream().map(Contender::setup).distinct().toList();
    }

    /** How often the servers are started, each time for a share of the pairs: at least once. */
    default int processes(Options options) {
        return 1;
    }

    @Override
    default Outcome measure(Context context) throws Exception {
        Options options = context.options();
        Results results = new Results(this);
        int processes = processes(options);
        Origin origin = context.origin();
        for (int process = 1; process <= processes; process++) {
            try (Session session = Session.open(this, context)) {
                Measurement measurement = new Measurement(this, options, session, results);
                measurement.compare(Math.ceilDiv(options.pairs(), processes));
                if (process == processes) {
                    measurement.quote();
                }
                results.errors += session.load().errors();
                origin = context.origin().with(session.describe());
            }
        }
        return new RequestReport(results, options).outcome(origin);
    }

    /** One way to do the work: the path of the endpoint that does it so, and the server that has it. */
    record Contender(String name, Setup setup, String path, int connections) {

        /** As many as the command line says. */
        static final int DEFAULT_CONNECTIONS = 0;

        Contender(String name, Setup setup, String path) {
            this(name, setup, path, DEFAULT_CONNECTIONS);
        }

        Contender(String name, String path) {
            this(name, Setup.ONE_LOOP, path);
        }

        /** The same over so many connections at a time. */
        Contender over(int connections) {
            return new Contender(name + ", " + connections, setup, path, connections);
        }
    }

    /** The ratio of what a request costs with {@code a} to what it costs with {@code b}. */
    record Comparison(Contender a, Contender b, List<Bound> bounds) {

        Comparison(Contender a, Contender b, Bound... bounds) {
            this(a, b, List.of(bounds));
        }

        /** Whether a contender meets itself: what the ratio differs from one by is an error of the measurement. */
        boolean isControl() {
            return a.equals(b);
        }

        @Override
        public String toString() {
            return a.name() + " / " + b.name() + (isControl() ? " (A/A)" : "");
        }
    }
}
