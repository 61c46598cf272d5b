package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
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

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Lookups;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Operations;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Reads;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;
import io.quarkiverse.fiber.runtime.scheduler.Transfers;

/**
 * Operations under JMH, each in two ways. Each figure is that of a JVM of its own; both ways take turns, as AB and BA, and only
 * ratios of neighbours count.
 *
 * @param operations what is measured
 * @param bytesGoal how many bytes more than the second way the first one may allocate; null where that has no goal
 */
record JmhBenchmark(String name, String title, Way first, Way second, List<Operation> operations,
        Bound bytesGoal) implements Benchmark {

    /**
     * @param parameters of JMH's
     * @param label for the table
     */
    record Way(Map<String, String> parameters, String label) {
    }

    /**
     * @param type has the method that does it
     * @param label for people
     * @param parameters those that are the same for both ways
     * @param goal of the ratio, or of the first way's time; null if it has none
     * @param goalIsNanos whether it is that of the time
     */
    record Operation(Class<?> type, String method, String label, Map<String, String> parameters, Bound goal,
            boolean goalIsNanos) {

        Operation(Class<?> type, String method, String label, Map<String, String> parameters, Bound goal) {
            this(type, method, label, parameters, goal, false);
        }

        Operation(Class<?> type, String method, String label, Bound goal) {
            this(type, method, label, Map.of(), goal);
        }
    }

    private static final String KIND = "kind";
    private static final String LIMITED = "limited";
    private static final Map<String, String> WITH_LIMIT = Map.of(LIMITED, "true");
    private static final Map<String, String> ON_FIBERS = Map.of(KIND, Kind.FIBER.name());
    private static final Bound NO_SLOWER = Bound.goal(1);
    private static final Bound LITTLE_SLOWER = Bound.goal(1.05);

    /** The operations of the scheduler, beside the JDK's own. */
    static final JmhBenchmark SCHEDULER = new JmhBenchmark("scheduler",
            "fibers on one event loop beside virtual threads on the JDK's scheduler with one carrier",
            new Way(ON_FIBERS, "fiber"), new Way(Map.of(KIND, Kind.JDK.name()), "JDK"),
            List.of(new Operation(Operations.class, "start", "start and join", NO_SLOWER),
                    new Operation(Operations.class, "yielding", "yield", NO_SLOWER),
                    new Operation(Operations.class, "park", "unpark, park", NO_SLOWER),
                    new Operation(Operations.class, "timedPark", "unpark, park with limit", NO_SLOWER),
                    new Operation(Operations.class, "timedPoll", "put, poll with limit", NO_SLOWER),
                    // An application asks without a thought, in any loop.
                    new Operation(Operations.class, "current", "who am I", Map.of(), Bound.goal(10), true),
                    new Operation(Reads.class, "arrives", "write, read with limit", WITH_LIMIT, null),
                    new Operation(Reads.class, "ready", "read with limit what is there", WITH_LIMIT, null),
                    new Operation(Transfers.class, "transfer", "run queue: offer, poll", null),
                    new Operation(Lookups.class, "lookup", "rule of a target", null)),
            null);

    /** Limits of reads, beside none. */
    static final JmhBenchmark TIMED_READ = new JmhBenchmark("P10", "hooked reads with a limit beside the same without",
            new Way(WITH_LIMIT, "with"), new Way(Map.of(LIMITED, "false"), "without"),
            List.of(new Operation(Reads.class, "arrives", "write, read", ON_FIBERS, LITTLE_SLOWER),
                    new Operation(Reads.class, "ready", "read what is there", ON_FIBERS, LITTLE_SLOWER)),
            Bound.goal(1));

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

    @Override
    public Outcome measure(Context context) throws RunnerException {
        return new JmhReport(this, run(context.options())).outcome(context);
    }

    /** The pairs of each operation. */
    private Map<Operation, List<Pair>> run(Options options) throws RunnerException {
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
        Map<String, String> parameters = new HashMap<>(operation.parameters);
        parameters.putAll(way.parameters);
        return measure(operation.type, operation.method, parameters, ONE_CARRIER, options);
    }

    /** In a JVM of its own. */
    static Cost measure(Class<?> type, String method, Map<String, String> parameters, List<String> jvmArguments,
            Options options) throws RunnerException {
        OptionsBuilder run = new OptionsBuilder();
        parameters.forEach(run::param);
        RunResult result = new Runner(run.include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(1).warmupIterations(WARM_UP).warmupTime(ITERATION)
                .measurementIterations(MEASURED).measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgs(jvmArguments.toArray(String[]::new)).jvmArgsAppend(options.jvmArguments().toArray(String[]::new))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT)
                .build()).runSingle();
        return new Cost(result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
