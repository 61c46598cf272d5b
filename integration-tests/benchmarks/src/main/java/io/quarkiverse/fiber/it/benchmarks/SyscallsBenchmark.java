package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

/** P8: the system calls of P2 once its descriptors are known to the loop's selector. */
final class SyscallsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "P8";
    }

    @Override
    public String work() {
        return "one pooled TCP call";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of();
    }

    @Override
    public List<Contender> contenders() {
        return List.of(CallBenchmark.HOOKED, TwoLoopsBenchmark.HOOKED, CallBenchmark.REACTIVE, CallBenchmark.VIRTUAL);
    }

    @Override
    public List<SyscallBound> syscallBounds() {
        return List.of(
                new SyscallBound(CallBenchmark.HOOKED, "epoll_ctl", Bound.goal(0.05)),
                new SyscallBound(TwoLoopsBenchmark.HOOKED, "epoll_ctl", Bound.goal(0.10)));
    }
}
