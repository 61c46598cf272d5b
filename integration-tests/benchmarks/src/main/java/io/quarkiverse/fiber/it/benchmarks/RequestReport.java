package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;
import io.quarkiverse.fiber.it.benchmarks.Results.AtFixedRate;
import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.Validity;

/** What follows from the results of a run with requests. */
final class RequestReport {

    /** Rarer ones belong to nobody's request. */
    private static final double RARE = 0.005;

    private final Results results;
    private final Options options;

    RequestReport(Results results, Options options) {
        this.results = results;
        this.options = options;
    }

    Outcome outcome(Origin origin) {
        return new Outcome(results.benchmark.name(), results.benchmark.title(), origin.with(notes()), validity(), findings(),
                results.syscalls.isEmpty() ? List.of(contenders()) : List.of(contenders(), syscalls()));
    }

    private List<String> notes() {
        return List.of(
                "connections: " + options.connections() + " where nothing else is said",
                String.format(Locale.ROOT, "CPU time: %s; /proc/PID/stat saw %.3f of it over all slices", results.clock,
                        (double) results.tickNanos / results.cpuNanos),
                String.format(Locale.ROOT, "resident memory of all servers after their last slice: %.0f MiB",
                        results.residentKiB / 1024.0),
                results.processes() == 1 ? "servers were started once"
                        : "servers were started " + results.processes() + " times, and each time makes one ratio of its pairs",
                "pairs dropped as slow: " + results.benchmark.comparisons().stream().mapToInt(results::dropped).sum());
    }

    private Validity validity() {
        if (results.errors > 0) {
            return Validity.failed(results.errors);
        }
        if (results.isVoid()) {
            return new Validity(Validity.State.VOID, results.fewestPairs() == 0
                    ? "too many slow slices, some comparisons have no pair left"
                    : "the control, a contender beside itself, is not 1.00 +- 0.03");
        }
        if (!options.validity().equals(Validity.VALID)) {
            return options.validity();
        }
        if (!results.unsettled.isEmpty()) {
            return Validity.orientation("not settled: "
                    + results.unsettled.stream().map(Contender::name).collect(Collectors.joining("; ")));
        }
        if (results.fewestPairs() < options.pairs() || results.hasProcessesWithoutRatio()) {
            return Validity.orientation("too many slow slices, " + results.fewestPairs() + " pairs are left");
        }
        return Validity.VALID;
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Comparison comparison : results.benchmark.comparisons()) {
            List<Double> ratios = results.ratios(comparison);
            if (comparison.bounds().isEmpty()) {
                findings.add(Finding.ratio(comparison.toString(), null, ratios));
            }
            for (Bound bound : comparison.bounds()) {
                findings.add(Finding.ratio(comparison.toString(), bound, ratios));
            }
        }
        return findings;
    }

    private static double sum(Map<String, Double> calls) {
        return calls.isEmpty() ? Double.NaN : calls.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of each system call that at least one contender makes for a request now and then. */
    private Figures syscalls() {
        List<String> names = results.syscalls.values().stream().flatMap(calls -> calls.entrySet().stream())
                .filter(call -> call.getValue() >= RARE).map(Map.Entry::getKey).distinct().sorted().toList();
        Figures figures = new Figures("System calls per request, in 3 s under strace.", "contender", names);
        results.syscalls.forEach((contender, calls) -> figures.add(contender.name(),
                names.stream().map(name -> calls.getOrDefault(name, 0.0)).toArray(Double[]::new)));
        return figures;
    }

    private Figures contenders() {
        Figures figures = new Figures("Medians: the first four over the slices, at full load; "
                + (results.rate == 0 ? "nothing at a fixed rate"
                        : String.format(Locale.ROOT, "latencies and allocated bytes over %d rounds at %.0f requests/s for all,"
                                + " 70 %% of the slowest one's peak, a latency counted from the time at which the request was due",
                                Measurement.RATE_ROUNDS, results.rate))
                + "; the peak of another load generator, wrk, and system calls, slowed down by strace, in runs of their own.",
                "contender",
                List.of("CPU us/request", "requests/s", "core used", "requests/s by wrk", "context switches/request", "p50 us",
                        "p99 us",
                        "bytes/request", "system calls/request"));
        for (Contender contender : results.benchmark.contenders()) {
            figures.add(contender.name(), results.cpuMicrosPerRequest(contender), results.requestsPerSecond(contender),
                    results.shareOfCore(contender), results.peaks.getOrDefault(contender, Double.NaN),
                    results.switchesPerRequest(contender),
                    results.atFixedRate(contender, round -> round.micros(0.50)),
                    results.atFixedRate(contender, round -> round.micros(0.99)),
                    results.atFixedRate(contender, AtFixedRate::bytesPerRequest),
                    sum(results.syscalls.getOrDefault(contender, Map.of())));
        }
        return figures;
    }
}
