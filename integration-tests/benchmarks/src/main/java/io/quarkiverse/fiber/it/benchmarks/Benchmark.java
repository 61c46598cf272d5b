package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** One piece of work, done in several ways, and what must hold between these ways. */
interface Benchmark {

    /** A short name, for the command line. */
    String name();

    /** What a request does. */
    String work();

    /** What is compared with what; one is a {@linkplain Comparison#isControl() control}. Empty if system calls count. */
    List<Comparison> comparisons();

    default List<Contender> contenders() {
        return comparisons().stream().flatMap(comparison -> Stream.of(comparison.a(), comparison.b())).distinct().toList();
    }

    default List<SyscallBound> syscallBounds() {
        return List.of();
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

    /**
     * How a server is started.
     *
     * @param application the directory in {@code target} where it has been built
     * @param cores those it may use, as {@code taskset} takes them
     * @param eventLoops one for each core, or loops would take turns on one
     * @param echo what it is in the place of an application; null if it is one
     */
    record Setup(String name, String application, String cores, int eventLoops, EchoServer.Kind echo) {

        Setup(String name, String application, String cores, int eventLoops) {
            this(name, application, cores, eventLoops, null);
        }

        Setup(String name, EchoServer.Kind echo) {
            this(name, "", "0", 1, echo);
        }

        static final Setup ONE_LOOP = new Setup("one-loop", "quarkus-app", "0", 1);
    }

    /** One way to do the work: the path of the endpoint that does it so, and the server that has it. */
    record Contender(String name, Setup setup, String path) {

        Contender(String name, String path) {
            this(name, Setup.ONE_LOOP, path);
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
            return a.name() + " / " + b.name();
        }
    }

    /** Holds if the upper end of the ratio's interval is not above it. */
    record Bound(String kind, double upper) {

        static Bound bound(double upper) {
            return new Bound("bound", upper);
        }

        static Bound goal(double upper) {
            return new Bound("goal", upper);
        }
    }

    /** How often a request may make a system call. */
    record SyscallBound(Contender contender, String call, Bound bound) {
    }
}
