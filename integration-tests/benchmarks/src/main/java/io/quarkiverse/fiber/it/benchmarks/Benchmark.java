package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** One piece of work, done in several ways by one application, and the ratios that must hold between these ways. */
interface Benchmark {

    /** A short name, for the command line. */
    String name();

    /** What a request does. */
    String work();

    /** What is compared with what; one is a {@linkplain Comparison#isControl() control}. */
    List<Comparison> comparisons();

    default List<Contender> contenders() {
        return comparisons().stream().flatMap(comparison -> Stream.of(comparison.a(), comparison.b())).distinct().toList();
    }

    /** One way to do the work: the path of the endpoint that does it so. */
    record Contender(String name, String path) {
    }

    /** The ratio of what a request costs with {@code a} to what it costs with {@code b}. */
    record Comparison(Contender a, Contender b, List<Bound> bounds) {

        /** Whether a contender meets itself: what the ratio differs from one by is an error of the measurement. */
        boolean isControl() {
            return a.equals(b);
        }

        @Override
        public String toString() {
            return a.name() + " / " + b.name();
        }
    }

    /** Holds if the upper end of the ratio's interval is not above it. */
    record Bound(String kind, double upper) {
    }
}
