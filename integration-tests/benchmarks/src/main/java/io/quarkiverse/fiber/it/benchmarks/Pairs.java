package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;

/** The pairs of slices of all comparisons, with the same processes. */
final class Pairs {

    /** A slice is slow if the canary before it took so many times its median. */
    private static final double SLOW = 1.3;

    private final Map<Comparison, List<Slice.Pair>> all = new LinkedHashMap<>();

    void add(Comparison comparison, Slice.Pair pair) {
        all.computeIfAbsent(comparison, key -> new ArrayList<>()).add(pair);
    }

    /** Those that count: without a slow slice. */
    List<Slice.Pair> kept(Comparison comparison) {
        double limit = SLOW * Estimate.median(all.values().stream().flatMap(List::stream)
                .flatMap(pair -> Stream.of(pair.a(), pair.b())).mapToDouble(Slice::canaryNanos).toArray());
        return of(comparison).stream().filter(pair -> !pair.isSlow(limit)).toList();
    }

    int dropped(Comparison comparison) {
        return of(comparison).size() - kept(comparison).size();
    }

    int fewest(Collection<Comparison> comparisons) {
        return comparisons.stream().mapToInt(comparison -> kept(comparison).size()).min().orElse(0);
    }

    List<Double> ratios(Comparison comparison) {
        return kept(comparison).stream().map(Slice.Pair::ratio).toList();
    }

    private List<Slice.Pair> of(Comparison comparison) {
        return all.getOrDefault(comparison, List.of());
    }
}
