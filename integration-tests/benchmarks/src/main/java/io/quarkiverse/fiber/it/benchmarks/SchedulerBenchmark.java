package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.quarkiverse.fiber.it.benchmarks.scheduler.Operations;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/**
 * The operations of the scheduler, beside the JDK's own, under JMH. Each figure is that of a JVM of its own; both kinds of
 * threads take turns, as AB and BA, and only ratios of neighbours count.
 */
final class SchedulerBenchmark {

    static final String NAME = "scheduler";

    /** What is measured, by the methods of {@link Operations} that do it, and how people call it. */
    static final Map<String, String> OPERATIONS = new LinkedHashMap<>();

    static {
        OPERATIONS.put("start", "start and join");
        OPERATIONS.put("yielding", "yield");
        OPERATIONS.put("park", "unpark, park");
        OPERATIONS.put("timedPark", "unpark, park with limit");
        OPERATIONS.put("timedPoll", "put, poll with limit");
        OPERATIONS.put("current", "who am I");
    }

    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int WARM_UP = 4;
    private static final int MEASURED = 4;

    /** For both kinds, each of which has one carrier. */
    private static final String[] JVM_ARGUMENTS = { "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms512m", "-Xmx512m",
            "-XX:+UseSerialGC" };

    private final Options options;

    SchedulerBenchmark(Options options) {
        this.options = options;
    }

    /** What one operation takes: nanoseconds and allocated bytes. */
    record Cost(double nanos, double bytes) {
    }

    /** Two measurements that follow each other. */
    record Pair(Cost fiber, Cost jdk) {

        double ratio() {
            return fiber.nanos / jdk.nanos;
        }
    }

    /** The pairs of each operation. */
    Map<String, List<Pair>> run() throws RunnerException {
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (String operation : OPERATIONS.keySet()) {
                Map<Kind, Cost> costs = new EnumMap<>(Kind.class);
                for (Kind kind : round % 2 == 0 ? List.of(Kind.FIBER, Kind.JDK) : List.of(Kind.JDK, Kind.FIBER)) {
                    costs.put(kind, measure(operation, kind));
                }
                pairs.computeIfAbsent(operation, name -> new ArrayList<>())
                        .add(new Pair(costs.get(Kind.FIBER), costs.get(Kind.JDK)));
            }
            System.err.printf("round %d of %d%n", round + 1, options.rounds());
        }
        return pairs;
    }

    private Cost measure(String operation, Kind kind) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                .include("^" + Operations.class.getName().replace(".", "\\.") + "\\." + operation + "$")
                .param("kind", kind.name())
                .forks(1).warmupIterations(WARM_UP).warmupTime(ITERATION)
                .measurementIterations(MEASURED).measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgs(JVM_ARGUMENTS).jvmArgsAppend(options.jvmArguments().toArray(String[]::new))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT)
                .build()).runSingle();
        return new Cost(result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
