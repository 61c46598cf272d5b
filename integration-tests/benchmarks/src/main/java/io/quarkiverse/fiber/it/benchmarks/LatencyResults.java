package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;
import io.quarkiverse.fiber.it.benchmarks.Results.AtFixedRate;
import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.Validity;

/** What was seen at a fixed rate, in windows that took turns, and what follows from it. */
final class LatencyResults {

    private static final double HALF = 0.50;
    private static final double MOST = 0.99;

    private final RequestBenchmark benchmark;
    private final Map<Comparison, List<Pair>> pairs = new LinkedHashMap<>();

    LatencyResults(RequestBenchmark benchmark) {
        this.benchmark = benchmark;
    }

    /** Two windows that followed one another. */
    record Pair(AtFixedRate a, AtFixedRate b) {
    }

    void add(Comparison comparison, Pair pair) {
        pairs.computeIfAbsent(comparison, first -> new ArrayList<>()).add(pair);
    }

    /** @param otherwise what the figures are worth if nothing has gone wrong */
    Outcome outcome(Origin origin, long errors, Validity otherwise) {
        return new Outcome(benchmark.name(), benchmark.title(), origin, validity(errors, otherwise), findings(),
                List.of(figures()));
    }

    /** The control of a percentile cannot be as exact as that of a mean: it is void if its interval is not even near to one. */
    private Validity validity(long errors, Validity otherwise) {
        if (errors > 0) {
            return Validity.failed(errors);
        }
        Estimate control = pairs.keySet().stream().filter(Comparison::isControl)
                .map(comparison -> Estimate.of(ratios(comparison, MOST))).findFirst().orElseThrow();
        return control.lower() > 1 + Estimate.CONTROL_TOLERANCE || control.upper() < 1 - Estimate.CONTROL_TOLERANCE
                ? new Validity(Validity.State.VOID, "the interval of the control is not near to 1.00")
                : otherwise;
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Comparison comparison : pairs.keySet()) {
            Bound bound = comparison.bounds().isEmpty() ? null : comparison.bounds().getFirst();
            findings.add(Finding.ratio("p99: " + comparison, bound, ratios(comparison, MOST)));
            findings.add(Finding.ratio("p50: " + comparison, null, ratios(comparison, HALF)));
        }
        return findings;
    }

    private List<Double> ratios(Comparison comparison, double quantile) {
        return pairs.get(comparison).stream().map(pair -> pair.a.micros(quantile) / pair.b.micros(quantile)).toList();
    }

    private Figures figures() {
        Figures figures = new Figures("Medians over the windows, with their 95 % intervals.", "contender",
                List.of("p50 us", "from", "to", "p99 us", "from", "to", "bytes/request"));
        for (Contender contender : benchmark.contenders()) {
            Estimate half = estimate(contender, window -> window.micros(HALF));
            Estimate most = estimate(contender, window -> window.micros(MOST));
            figures.add(contender.name(), half.median(), half.lower(), half.upper(), most.median(), most.lower(),
                    most.upper(), estimate(contender, AtFixedRate::bytesPerRequest).median());
        }
        return figures;
    }

    private Estimate estimate(Contender contender, ToDoubleFunction<AtFixedRate> figure) {
        return Estimate.of(windows(contender).stream().mapToDouble(figure).toArray());
    }

    private List<AtFixedRate> windows(Contender contender) {
        List<AtFixedRate> windows = new ArrayList<>();
        pairs.forEach((comparison, all) -> {
            if (comparison.a().equals(contender)) {
                all.forEach(pair -> windows.add(pair.a));
            }
            if (comparison.b().equals(contender)) {
                all.forEach(pair -> windows.add(pair.b));
            }
        });
        return windows;
    }
}
