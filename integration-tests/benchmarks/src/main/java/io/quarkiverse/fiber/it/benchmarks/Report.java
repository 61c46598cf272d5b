package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.quarkiverse.fiber.it.benchmarks.Benchmark.Bound;
import io.quarkiverse.fiber.it.benchmarks.Benchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.Benchmark.Contender;
import io.quarkiverse.fiber.it.benchmarks.Results.AtFixedRate;

/** The results of a run as Markdown that is readable as plain text. */
final class Report {

    private final Results results;
    private final Options options;
    private final StringBuilder text = new StringBuilder();

    Report(Results results, Options options) {
        this.results = results;
        this.options = options;
    }

    String render(List<String> machine) {
        line("# %s: %s, %d connections", results.benchmark.name(), results.benchmark.work(), options.connections());
        line("");
        machine.forEach(item -> line("- %s", item));
        line("- CPU time: %s; /proc/PID/stat saw %.3f of it over all slices", results.clock, 1 / results.clockAgreement);
        line("- resident memory of all servers after all slices: %.0f MiB", results.residentKiB / 1024.0);
        line("");
        validity();
        line("");
        comparisons();
        line("");
        contenders();
        line("");
        verdicts();
        return text.toString();
    }

    private void validity() {
        if (results.errors > 0) {
            line("**VOID**: %d responses had another status than 200.", results.errors);
        } else if (results.isVoid()) {
            line("**VOID**: the control, a contender beside itself, is not 1.00 +- 0.03.");
        } else if (!options.meetMethod() || results.fewestPairs() < options.pairs() || !results.unsettled.isEmpty()) {
            line("**NOT VALID AS A RESULT**: %s.", options.meetMethod() ? unmet() : "shorter than the method asks for");
        } else {
            line("Valid: settled, control within 1.00 +- 0.03, at least %d pairs for each ratio.", options.pairs());
        }
    }

    private String unmet() {
        if (results.unsettled.isEmpty()) {
            return "too many slow slices, " + results.fewestPairs() + " pairs are left";
        }
        return "not settled: " + results.unsettled.stream().map(Contender::name).collect(Collectors.joining(", "));
    }

    private void comparisons() {
        line("| CPU per request                     | ratio | 95 %% interval | pairs | dropped as slow |");
        line("|:------------------------------------|------:|:------------:|------:|----------------:|");
        for (Comparison comparison : results.benchmark.comparisons()) {
            Estimate ratio = results.ratio(comparison);
            line("| %-35s | %5.3f | %5.3f-%5.3f  | %5d | %15d |", comparison + (comparison.isControl() ? " (A/A)" : ""),
                    ratio.median(), ratio.lower(), ratio.upper(), results.kept(comparison).size(),
                    results.dropped(comparison));
        }
    }

    private void contenders() {
        line("| contender         | CPU us/request | requests/s | core used | context switches/request |"
                + " p50 us | p99 us | bytes/request |");
        line("|:------------------|---------------:|-----------:|----------:|-------------------------:|"
                + "-------:|-------:|--------------:|");
        for (Contender contender : results.benchmark.contenders()) {
            line("| %-17s | %14.2f | %10.0f | %9.2f | %24.3f | %6.0f | %6.0f | %13.0f |", contender.name(),
                    results.cpuMicrosPerRequest(contender), results.requestsPerSecond(contender),
                    results.shareOfCore(contender),
                    results.switchesPerRequest(contender),
                    results.atFixedRate(contender, round -> round.micros(0.50)),
                    results.atFixedRate(contender, round -> round.micros(0.99)),
                    results.atFixedRate(contender, AtFixedRate::bytesPerRequest));
        }
        line("");
        if (results.rate == 0) {
            line("Medians over the slices, at full load.");
            return;
        }
        line("Medians: the first four over the slices, at full load; latencies and allocated bytes over %d rounds at"
                + " %.0f requests/s for all, 70 %% of the slowest one's peak, a latency counted from the time at which the"
                + " request was due.", Measurement.RATE_ROUNDS, results.rate);
    }

    private void verdicts() {
        if (results.isVoid()) {
            line("No verdicts: the run is void.");
            return;
        }
        for (Comparison comparison : results.benchmark.comparisons()) {
            for (Bound bound : comparison.bounds()) {
                Estimate ratio = results.ratio(comparison);
                line("- %s %-5s %s <= %.2f (upper end %.3f)", ratio.holds(bound) ? "PASS" : "FAIL", bound.kind(), comparison,
                        bound.upper(), ratio.upper());
            }
        }
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
