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
        Contender few = CallBenchmark.HOOKED.over(64);
        return List.of(
                new Comparison(CallBenchmark.HOOKED.over(1_000), few),
                new Comparison(CallBenchmark.HOOKED.over(most(descriptors())), few, Bound.goal(1.3)),
                new Comparison(few, few));
    }

    /**
     * As many connections as there should be, or as there can be: each takes a descriptor of the server, and one more for the
     * call; the load has the other ends of both.
     */
    static int most(long descriptors) {
        return (int) Math.min(MOST, (descriptors - OTHERS) / 2 / STEP * STEP);
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
