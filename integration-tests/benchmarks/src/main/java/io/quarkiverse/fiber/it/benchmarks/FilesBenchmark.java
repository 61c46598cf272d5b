package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.quarkiverse.fiber.it.benchmarks.files.FileReads;

/** Reads of files that the kernel has in memory, on fibers, under JMH; each figure is that of a JVM of its own. */
final class FilesBenchmark {

    static final String NAME = "files";

    private static final int[] SIZES = { 4096, 65536 };
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);

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

    private record Cost(double nanos, double bytes) {
    }

    private final Options options;

    FilesBenchmark(Options options) {
        this.options = options;
    }

    String render(List<String> machine) throws RunnerException {
        StringBuilder text = new StringBuilder("# files: a read of what the kernel has in memory, on a fiber\n\n");
        machine.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append("\nMedians of ").append(options.rounds())
                .append(" rounds; each figure of a round is that of a JVM of its own.\n\n");
        text.append("| bytes | way                                      |       ns | allocated |\n");
        text.append("|------:|:-----------------------------------------|---------:|----------:|\n");
        for (int size : SIZES) {
            measure(size).forEach((way, costs) -> text.append(String.format(Locale.ROOT, "| %5d | %-40s | %8.0f | %9.0f |%n",
                    size, way.text, Estimate.median(costs.stream().mapToDouble(Cost::nanos).toArray()),
                    Estimate.median(costs.stream().mapToDouble(Cost::bytes).toArray()))));
        }
        return text.toString();
    }

    private Map<Way, List<Cost>> measure(int size) throws RunnerException {
        Map<Way, List<Cost>> costs = new EnumMap<>(Way.class);
        for (int round = 0; round < options.rounds(); round++) {
            for (Way way : Way.values()) {
                costs.computeIfAbsent(way, first -> new ArrayList<>()).add(measure(size, way));
            }
        }
        return costs;
    }

    private Cost measure(int size, Way way) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder().include("^" + FileReads.class.getName().replace(".", "\\.") + "\\.")
                .param("hooked", Boolean.toString(way.hooked)).param("size", Integer.toString(size))
                .forks(1).warmupIterations(4).warmupTime(ITERATION).measurementIterations(4).measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgs("--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--enable-native-access=" + way.module, "--sun-misc-unsafe-memory-access=allow", "-Xms512m",
                        "-Xmx512m", "-XX:+UseSerialGC")
                .jvmArgsAppend(options.jvmArguments().toArray(String[]::new))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).build()).runSingle();
        return new Cost(result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
