package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

/** All that can be measured, in the order in which it is. */
final class Benchmarks {

    static final List<Benchmark> ALL = List.of(
            new HelloBenchmark(),
            new CallBenchmark(),
            new QueryBenchmark(),
            new EchoBenchmark(),
            new PingPongBenchmark(),
            new MemoryBenchmark(),
            new ScaleBenchmark(),
            new SyscallsBenchmark(),
            new RateBenchmark(),
            JmhBenchmark.TIMED_READ,
            new StartBenchmark(),
            new HookedSocketsBenchmark(),
            new TwoLoopsBenchmark(),
            new PeerBenchmark(),
            new TransportsBenchmark(),
            JmhBenchmark.SCHEDULER,
            new FilesBenchmark());

    static final List<Benchmark> QUICK = List.of(ALL.get(0), ALL.get(1));

    private Benchmarks() {
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Benchmark named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + name));
    }
}
