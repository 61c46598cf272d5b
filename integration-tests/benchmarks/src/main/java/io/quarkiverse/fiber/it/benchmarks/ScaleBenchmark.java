package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/** P7: what it costs a request that there are many at a time. */
final class ScaleBenchmark implements RequestBenchmark {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final int FEW = 64;
    private static final int MANY = 1_000;
    private static final int MOST = 10_000;
    /** What a process has open besides connections, at most. */
    private static final int OTHERS = 600;
    private static final int STEP = 100;

    @Override
    public String name() {
        return "P7";
    }

    @Override
    public String title() {
        return "one pooled TCP call, many at a time";
    }

    @Override
    public List<Comparison> comparisons() {
        Contender few = CallBenchmark.HOOKED.over(FEW);
        Contender many = CallBenchmark.HOOKED.over(MANY);
        Contender most = CallBenchmark.HOOKED.over(most(descriptors()));
        Contender reactiveFew = CallBenchmark.REACTIVE.over(FEW);
        Contender reactiveMany = CallBenchmark.REACTIVE.over(MANY);
        return List.of(
                new Comparison(many, few),
                new Comparison(most, few, Bound.goal(1.3)),
                // What the machine, the kernel and HTTP have to do with it.
                new Comparison(reactiveMany, reactiveFew),
                new Comparison(many, reactiveMany),
                new Comparison(few, few));
    }

    /**
     * As many connections as there should be, or as there can be: each takes a descriptor of the server, and one more for the
     * call; the load has the other ends of both. Those of the reactive endpoint's calls stay open meanwhile.
     */
    static int most(long descriptors) {
        return (int) Math.min(MOST, (descriptors - OTHERS - MANY) / 2 / STEP * STEP);
    }

    private static long descriptors() {
        try {
            return Files.readAllLines(LIMITS).stream().filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s+")[3]).mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE
                            : Long.parseLong(limit))
                    .findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
