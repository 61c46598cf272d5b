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

    final RequestBenchmark benchmark;
    final Set<Contender> unsettled = new LinkedHashSet<>();
    double rate;
    String clock;
    long cpuNanos;
    long tickNanos;
    long residentKiB;
    long errors;
    final Map<Contender, Double> peaks = new LinkedHashMap<>();
    final Map<Contender, Map<String, Double>> syscalls = new LinkedHashMap<>();
    /** Of the servers that were started one after another. */
    private final List<Pairs> pairs = new ArrayList<>();
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
        pairs.add(new Pairs());
    }

    /** How often there were other servers. */
    int processes() {
        return pairs.size();
    }

    void add(Comparison comparison, Slice.Pair pair) {
        pairs.getLast().add(comparison, pair);
    }

    void add(Contender contender, AtFixedRate round) {
        atFixedRate.computeIfAbsent(contender, key -> new ArrayList<>()).add(round);
    }

    List<Slice.Pair> kept(Comparison comparison) {
        return pairs.stream().flatMap(of -> of.kept(comparison).stream()).toList();
    }

    int dropped(Comparison comparison) {
        return pairs.stream().mapToInt(of -> of.dropped(comparison)).sum();
    }

    int fewestPairs() {
        return benchmark.comparisons().stream().mapToInt(comparison -> kept(comparison).size()).min().orElse(0);
    }

    int fewestPairsOfTheseProcesses() {
        return pairs.getLast().fewest(benchmark.comparisons());
    }

    /** Whether servers were started of which too many pairs were slow. */
    boolean hasProcessesWithoutRatio() {
        return pairs.stream().anyMatch(of -> of.fewest(benchmark.comparisons()) == 0);
    }

    /**
     * Of each pair. Where servers were started more than once, the median of each time: pairs of the same processes know
     * nothing of others, which may differ more than what is compared.
     */
    List<Double> ratios(Comparison comparison) {
        if (pairs.size() == 1) {
            return pairs.getFirst().ratios(comparison);
        }
        return pairs.stream().map(of -> of.ratios(comparison)).filter(ratios -> !ratios.isEmpty()).map(Estimate::median)
                .toList();
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
}
