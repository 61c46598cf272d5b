package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;

/** What a run has seen, and what follows from it. */
final class Results {

    /** A slice is slow if the canary before it took so many times its median. */
    private static final double SLOW = 1.3;

    final RequestBenchmark benchmark;
    final Set<Contender> unsettled = new LinkedHashSet<>();
    double rate;
    String clock;
    double clockAgreement;
    long residentKiB;
    long errors;
    final Map<Contender, Double> peaks = new LinkedHashMap<>();
    final Map<Contender, Map<String, Double>> syscalls = new LinkedHashMap<>();
    /** Of the servers that were started one after another. */
    private final List<Map<Comparison, List<Slice.Pair>>> pairs = new ArrayList<>();
    private final Map<Contender, List<AtFixedRate>> atFixedRate = new LinkedHashMap<>();

    Results(RequestBenchmark benchmark) {
        this.benchmark = benchmark;
    }

    /**
     * What one contender did at the fixed rate in one round.
     *
     * @param sortedNanos the latencies of all requests
     * @param bytesPerRequest allocated by the server
     */
    record AtFixedRate(long[] sortedNanos, double bytesPerRequest) {

        double micros(double quantile) {
            return sortedNanos[Math.min((int) (sortedNanos.length * quantile), sortedNanos.length - 1)] / 1e3;
        }
    }

    /** What comes now is of other servers. */
    void nextProcesses() {
        pairs.add(new LinkedHashMap<>());
    }

    /** How often there were other servers. */
    int processes() {
        return pairs.size();
    }

    void add(Comparison comparison, Slice.Pair pair) {
        pairs.getLast().computeIfAbsent(comparison, key -> new ArrayList<>()).add(pair);
    }

    void add(Contender contender, AtFixedRate round) {
        atFixedRate.computeIfAbsent(contender, key -> new ArrayList<>()).add(round);
    }

    /** The pairs of a comparison that count: those without a slow slice. */
    List<Slice.Pair> kept(Comparison comparison) {
        return keptByProcesses(comparison).flatMap(List::stream).toList();
    }

    int dropped(Comparison comparison) {
        return (int) pairs.stream().flatMap(of -> of.getOrDefault(comparison, List.of()).stream()).count()
                - kept(comparison).size();
    }

    int fewestPairs() {
        return benchmark.comparisons().stream().mapToInt(comparison -> kept(comparison).size()).min().orElse(0);
    }

    /**
     * Of each pair. Where servers were started more than once, the median of each time: pairs of the same processes know
     * nothing of others, which may differ more than what is compared.
     */
    List<Double> ratios(Comparison comparison) {
        if (pairs.size() == 1) {
            return kept(comparison).stream().map(Slice.Pair::ratio).toList();
        }
        return keptByProcesses(comparison).filter(kept -> !kept.isEmpty())
                .map(kept -> Estimate.median(kept.stream().map(Slice.Pair::ratio).toList())).toList();
    }

    private Stream<List<Slice.Pair>> keptByProcesses(Comparison comparison) {
        double limit = SLOW * Estimate.median(slices().mapToDouble(Slice::canaryNanos).toArray());
        return pairs.stream().map(of -> of.getOrDefault(comparison, List.of()).stream()
                .filter(pair -> !pair.isSlow(limit)).toList());
    }

    /** Whether the ratios mean nothing: a contender differs from itself, or requests failed. */
    boolean isVoid() {
        return errors > 0 || !benchmark.comparisons().stream().filter(Comparison::isControl)
                .allMatch(control -> Estimate.of(ratios(control)).isSoundControl());
    }

    double cpuMicrosPerRequest(Contender contender) {
        return median(contender, Slice::cpuMicrosPerRequest);
    }

    double requestsPerSecond(Contender contender) {
        return median(contender, Slice::requestsPerSecond);
    }

    double shareOfCore(Contender contender) {
        return median(contender, Slice::shareOfCore);
    }

    double switchesPerRequest(Contender contender) {
        return median(contender, Slice::switches);
    }

    /** The median over the rounds, lest one pause of the machine makes the 99th percentile of them all; NaN without any. */
    double atFixedRate(Contender contender, ToDoubleFunction<AtFixedRate> figure) {
        return Estimate.median(atFixedRate.getOrDefault(contender, List.of()).stream().mapToDouble(figure).toArray());
    }

    private double median(Contender contender, ToDoubleFunction<Slice> figure) {
        return Estimate.median(benchmark.comparisons().stream()
                .flatMap(comparison -> kept(comparison).stream().flatMap(pair -> Stream.concat(
                        comparison.a().equals(contender) ? Stream.of(pair.a()) : Stream.empty(),
                        comparison.b().equals(contender) ? Stream.of(pair.b()) : Stream.empty())))
                .mapToDouble(figure).toArray());
    }

    private Stream<Slice> slices() {
        return pairs.stream().flatMap(of -> of.values().stream()).flatMap(List::stream)
                .flatMap(pair -> Stream.of(pair.a(), pair.b()));
    }
}
