package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.openjdk.jmh.runner.RunnerException;

import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Cost;
import io.quarkiverse.fiber.it.benchmarks.files.FileReads;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/** Reads of files that the kernel has in memory, on fibers, under JMH; each figure is that of a JVM of its own. */
final class FilesBenchmark implements Benchmark {

    private static final int[] SIZES = { 4096, 65536 };

    private enum Way {

        JDK("the JDK's, in place", false, "ALL-UNNAMED"),
        CACHED("hooked: in place without waiting", true, "ALL-UNNAMED"),
        ELSEWHERE("hooked, without native access: elsewhere", true, "java.base");

        private final String text;
        private final boolean hooked;
        /** Who may make native calls. */
        private final String module;

        Way(String text, boolean hooked, String module) {
            this.text = text;
            this.hooked = hooked;
            this.module = module;
        }
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String title() {
        return "a read of what the kernel has in memory, on a fiber";
    }

    @Override
    public Outcome measure(Context context) throws RunnerException {
        Figures figures = new Figures("Medians of " + context.options().rounds()
                + " rounds; each figure of a round is that of a JVM of its own.", "bytes and way", List.of("ns", "allocated"));
        List<Finding> findings = new ArrayList<>();
        for (int size : SIZES) {
            Map<Way, List<Cost>> costs = measure(size, context.options());
            costs.forEach((way, rounds) -> figures.add(size + ", " + way.text, median(rounds, Cost::nanos),
                    median(rounds, Cost::bytes)));
            List<Cost> hooked = costs.get(Way.CACHED);
            List<Cost> jdk = costs.get(Way.JDK);
            findings.add(Finding.ratio(size + " bytes: hooked / the JDK's", null, IntStream.range(0, hooked.size())
                    .mapToObj(i -> hooked.get(i).nanos() / jdk.get(i).nanos()).toList()));
        }
        return new Outcome(name(), title(), context.origin(), context.options().validity(), findings, List.of(figures));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return Estimate.median(costs.stream().mapToDouble(figure).toArray());
    }

    private Map<Way, List<Cost>> measure(int size, Options options) throws RunnerException {
        Map<Way, List<Cost>> costs = new EnumMap<>(Way.class);
        for (int round = 0; round < options.rounds(); round++) {
            for (Way way : Way.values()) {
                costs.computeIfAbsent(way, first -> new ArrayList<>()).add(measure(size, way, options));
            }
        }
        return costs;
    }

    private Cost measure(int size, Way way, Options options) throws RunnerException {
        return JmhBenchmark.measure(FileReads.class, "read",
                Map.of("hooked", Boolean.toString(way.hooked), "size", Integer.toString(size)),
                List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--enable-native-access=" + way.module, "--sun-misc-unsafe-memory-access=allow", "-Xms512m",
                        "-Xmx512m", "-XX:+UseSerialGC"),
                options);
    }
}
