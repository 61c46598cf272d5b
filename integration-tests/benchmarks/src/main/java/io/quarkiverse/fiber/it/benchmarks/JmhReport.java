package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Operation;
import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Pair;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/** What operations cost. */
final class JmhReport {

    private final JmhBenchmark benchmark;
    private final Map<Operation, List<Pair>> results;

    JmhReport(JmhBenchmark benchmark, Map<Operation, List<Pair>> results) {
        this.benchmark = benchmark;
        this.results = results;
    }

    Outcome outcome(Context context) {
        List<Finding> findings = new ArrayList<>();
        results.forEach((operation, pairs) -> addFindings(operation, pairs, findings));
        return new Outcome(benchmark.name(), benchmark.title(), context.origin(), context.options().validity(), findings,
                List.of(figures(context.options().rounds())));
    }

    private void addFindings(Operation operation, List<Pair> pairs, List<Finding> findings) {
        String comparison = operation.label() + ": " + benchmark.first().label() + " / " + benchmark.second().label();
        if (operation.goalIsNanos()) {
            findings.add(new Finding(operation.label() + ": " + benchmark.first().label(), "ns",
                    operation.goal(), pairs.stream().map(pair -> pair.first().nanos()).toList()));
        } else {
            findings.add(Finding.ratio(comparison, operation.goal(), pairs.stream().map(Pair::ratio).toList()));
        }
        if (benchmark.bytesGoal() != null) {
            findings.add(new Finding(operation.label() + ": allocates more", "bytes", benchmark.bytesGoal(),
                    pairs.stream().map(pair -> pair.first().bytes() - pair.second().bytes()).toList()));
        }
    }

    private Figures figures(int rounds) {
        String first = benchmark.first().label();
        String second = benchmark.second().label();
        Figures figures = new Figures("Medians of " + rounds + " rounds; each figure of a round is that of a JVM of its own.",
                "one operation", List.of(first + " ns", second + " ns", first + " bytes", second + " bytes"));
        results.forEach((operation, pairs) -> figures.add(operation.label(), median(pairs, pair -> pair.first().nanos()),
                median(pairs, pair -> pair.second().nanos()), median(pairs, pair -> pair.first().bytes()),
                median(pairs, pair -> pair.second().bytes())));
        return figures;
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Estimate.median(pairs.stream().mapToDouble(value).toArray());
    }
}
