package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/**
 * P11: what the extension adds to a build and to a start. Two mutable jars of this application, with and without it, can be
 * built again and again without Maven; each time is that of a JVM of its own, as Quarkus says it.
 */
final class StartBenchmark implements Benchmark {

    private static final String BUILT = "augmentation completed in";
    private static final String STARTED = "started in";

    private enum Step {

        BUILD("build", BUILT, Bound.goal(2_000), "-Dquarkus.launch.rebuild=true"),
        START("start", STARTED, Bound.goal(60), "-Dquarkus.http.port=0");

        private final String label;
        private final String said;
        private final Bound goal;
        private final String property;

        Step(String label, String said, Bound goal, String property) {
            this.label = label;
            this.said = said;
            this.goal = goal;
            this.property = property;
        }
    }

    /** What one step took with the extension, and without. */
    private record Pair(double with, double without) {
    }

    @Override
    public String name() {
        return "P11";
    }

    @Override
    public String title() {
        return "build and start with PostgreSQL and Jedis on the class path";
    }

    @Override
    public Outcome measure(Context context) throws IOException, InterruptedException {
        int rounds = 2 * context.options().rounds();
        Map<Step, List<Pair>> pairs = new EnumMap<>(Step.class);
        for (int round = -1; round < rounds; round++) {
            Session.progress(round < 0 ? "warm-up of files" : "round " + (round + 1) + " of " + rounds);
            for (Step step : Step.values()) {
                boolean withFirst = round % 2 == 0;
                double first = millis(step, withFirst, context);
                double second = millis(step, !withFirst, context);
                if (round >= 0) {
                    pairs.computeIfAbsent(step, none -> new ArrayList<>())
                            .add(withFirst ? new Pair(first, second) : new Pair(second, first));
                }
            }
        }
        return outcome(pairs, context);
    }

    private Outcome outcome(Map<Step, List<Pair>> pairs, Context context) {
        List<Finding> findings = new ArrayList<>();
        Figures figures = new Figures("Medians in ms, as Quarkus says them.", "step", List.of("with", "without"));
        pairs.forEach((step, all) -> {
            findings.add(new Finding("added to a " + step.label, "ms", step.goal,
                    all.stream().map(pair -> pair.with - pair.without).toList()));
            figures.add(step.label, Estimate.median(all.stream().map(Pair::with).toList()),
                    Estimate.median(all.stream().map(Pair::without).toList()));
        });
        return new Outcome(name(), title(), context.origin(), context.options().validity(), findings, List.of(figures));
    }

    private static double millis(Step step, boolean with, Context context) throws IOException, InterruptedException {
        String directory = with ? "p11-with" : "p11-without";
        List<String> command = new ArrayList<>(List.of("taskset", "-c", allCores(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), step.property));
        command.addAll(List.of("-Dquarkus.package.output-directory=" + directory, "-Dquarkus.package.jar.type=mutable-jar",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Dquarkus.log.level=INFO",
                "-Dbenchmarks.backend.port=1", "-Dbenchmarks.database.port=1", "-jar",
                context.target().resolve(directory).resolve("quarkus-run.jar").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader log = process.inputReader()) {
            for (String line; (line = log.readLine()) != null;) {
                OptionalDouble millis = millis(line, step.said);
                if (millis.isPresent()) {
                    return millis.getAsDouble();
                }
            }
            throw new IOException("The " + step.label + " of " + directory + " ended without a word of its time");
        } finally {
            end(process, step);
        }
    }

    /** A build ends by itself, once it has written everything; an application does not. */
    private static void end(Process process, Step step) throws IOException, InterruptedException {
        if (step == Step.START) {
            process.destroy();
        }
        process.waitFor();
    }

    private static String allCores() {
        return IntStream.range(0, Machine.processorCount()).mapToObj(Integer::toString)
                .reduce((one, other) -> one + "," + other).orElseThrow();
    }

    /** Of a line of the log that has them, as {@code 1234ms} or {@code 1.234s}. */
    static OptionalDouble millis(String line, String said) {
        Matcher time = Pattern.compile(Pattern.quote(said) + " (\\d+(?:\\.\\d+)?)(ms|s)").matcher(line);
        if (!time.find()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(time.group(1)) * (time.group(2).equals("s") ? 1_000 : 1));
    }
}
