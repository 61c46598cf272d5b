package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.fiber.it.benchmarks.Results.AtFixedRate;
import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/**
 * P9: how long requests of P2 take at a rate that all contenders can sustain. Requests are due at even intervals whether or not
 * there are answers, and a latency counts from when its request was due.
 */
final class RateBenchmark implements RequestBenchmark {

    private static final int PEAKS = 10;
    private static final int PEAKS_QUICK = 2;

    @Override
    public String name() {
        return "P9";
    }

    @Override
    public String title() {
        return "latency of one pooled TCP call at 70 % of the slowest one's peak";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(CallBenchmark.HOOKED, CallBenchmark.VIRTUAL, Bound.goal(1.00)),
                new Comparison(CallBenchmark.HOOKED, CallBenchmark.REACTIVE),
                new Comparison(CallBenchmark.HOOKED, CallBenchmark.WORKER),
                new Comparison(CallBenchmark.REACTIVE, CallBenchmark.REACTIVE));
    }

    @Override
    public Outcome measure(Context context) throws Exception {
        try (Session session = Session.open(this, context)) {
            Options options = context.options();
            session.warmUp(contenders());
            double rate = Measurement.SHARE_OF_PEAK * slowestPeak(session, options.quick() ? PEAKS_QUICK : PEAKS);
            Duration window = options.slice().multipliedBy(2);
            LatencyResults latencies = new LatencyResults(this);
            for (int round = 0; round < options.pairs(); round++) {
                Session.progress("pair " + (round + 1) + " of " + options.pairs());
                for (Comparison comparison : comparisons()) {
                    latencies.add(comparison, pair(session, comparison, rate, window, round % 2 == 0));
                }
            }
            List<String> notes = new ArrayList<>(session.describe());
            notes.add(String.format(Locale.ROOT, "rate: %.0f requests/s over %d connections, in windows of %d ms", rate,
                    options.connections(), window.toMillis()));
            return latencies.outcome(context.origin().with(notes), session.load().errors(), options.validity());
        }
    }

    private double slowestPeak(Session session, int rounds) throws IOException {
        Map<Contender, List<Double>> peaks = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders()) {
                peaks.computeIfAbsent(contender, first -> new ArrayList<>()).add(session.slice(contender).requestsPerSecond());
            }
        }
        return peaks.values().stream().mapToDouble(Estimate::median).min().orElseThrow();
    }

    private static LatencyResults.Pair pair(Session session, Comparison comparison, double rate, Duration window,
            boolean startWithA) throws IOException {
        AtFixedRate first = session.atRate(startWithA ? comparison.a() : comparison.b(), rate, window);
        AtFixedRate second = session.atRate(startWithA ? comparison.b() : comparison.a(), rate, window);
        return startWithA ? new LatencyResults.Pair(first, second) : new LatencyResults.Pair(second, first);
    }
}
