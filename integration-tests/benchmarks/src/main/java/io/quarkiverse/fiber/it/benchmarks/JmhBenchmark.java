package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
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

import io.quarkiverse.fiber.it.benchmarks.Benchmark.Bound;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Operations;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Reads;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/**
 * Operations under JMH, each in two ways. Each figure is that of a JVM of its own; both ways take turns, as AB and BA, and only
 * ratios of neighbours count.
 *
 * @param type has the operations
 * @param parameter of JMH's: which way
 * @param operations what is measured, by the methods of the type that do it
 * @param bytesGoal how many bytes more than the second way the first one may allocate; null where that has no goal
 */
record JmhBenchmark(String name, String title, Class<?> type, String parameter, Way first, Way second,
        List<Operation> operations, Bound goal, Double bytesGoal) {

    /**
     * @param value of the parameter
     * @param label for the table
     */
    record Way(String value, String label) {
    }

    /**
     * @param method that does it
     * @param label for people
     * @param nanosGoal how long the first way may take; null where the ratio counts
     */
    record Operation(String method, String label, Double nanosGoal) {

        Operation(String method, String label) {
            this(method, label, null);
        }
    }

    /** The operations of the scheduler, beside the JDK's own. */
    static final JmhBenchmark SCHEDULER = new JmhBenchmark("scheduler",
            "fibers on one event loop beside virtual threads on the JDK's scheduler with one carrier",
            Operations.class, "kind", new Way(Kind.FIBER.name(), "fiber"), new Way(Kind.JDK.name(), "JDK"),
            List.of(new Operation("start", "start and join"), new Operation("yielding", "yield"),
                    new Operation("park", "unpark, park"), new Operation("timedPark", "unpark, park with limit"),
                    new Operation("timedPoll", "put, poll with limit"),
                    // An application asks without a thought, in any loop.
                    new Operation("current", "who am I", 10.0)),
            Bound.goal(1), null);

    /** Limits of reads, beside none. */
    static final JmhBenchmark TIMED_READ = new JmhBenchmark("P10", "hooked reads with a limit beside the same without",
            Reads.class, "limited", new Way("true", "with"), new Way("false", "without"),
            List.of(new Operation("arrives", "write, read"), new Operation("ready", "read what is there")),
            Bound.goal(1.05), 1.0);

    static final List<JmhBenchmark> ALL = List.of(SCHEDULER, TIMED_READ);

    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int WARM_UP = 4;
    private static final int MEASURED = 4;

    /** For processes without Quarkus, whose virtual threads have one carrier, as fibers have. */
    static final List<String> ONE_CARRIER = List.of("-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms512m", "-Xmx512m",
            "-XX:+UseSerialGC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** What one operation takes: nanoseconds and allocated bytes. */
    record Cost(double nanos, double bytes) {
    }

    /** Two measurements that follow each other. */
    record Pair(Cost first, Cost second) {

        double ratio() {
            return first.nanos / second.nanos;
        }
    }

    /** The pairs of each operation. */
    Map<Operation, List<Pair>> run(Options options) throws RunnerException {
        Map<Operation, List<Pair>> pairs = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (Operation operation : operations) {
                boolean firstFirst = round % 2 == 0;
                Cost one = measure(operation, firstFirst ? first : second, options);
                Cost other = measure(operation, firstFirst ? second : first, options);
                pairs.computeIfAbsent(operation, name -> new ArrayList<>())
                        .add(firstFirst ? new Pair(one, other) : new Pair(other, one));
            }
            System.err.printf("round %d of %d%n", round + 1, options.rounds());
        }
        return pairs;
    }

    private Cost measure(Operation operation, Way way, Options options) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                .include("^" + type.getName().replace(".", "\\.") + "\\." + operation.method + "$")
                .param(parameter, way.value)
                .forks(1).warmupIterations(WARM_UP).warmupTime(ITERATION)
                .measurementIterations(MEASURED).measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgs(ONE_CARRIER.toArray(String[]::new)).jvmArgsAppend(options.jvmArguments().toArray(String[]::new))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT)
                .build()).runSingle();
        return new Cost(result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
