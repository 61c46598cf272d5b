package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A line of the one table, as text: what there is to say about a finding, or about a benchmark that has none. */
record SummaryRow(String benchmark, String comparison, String bound, String measured, String interval, String samples,
        String verdict) {

    static List<SummaryRow> of(Outcome outcome) {
        if (outcome.findings().isEmpty()) {
            return List.of(
                    new SummaryRow(outcome.name(), outcome.title(), "", "", "", "", Finding.Verdict.NOT_MEASURED.toString()));
        }
        return outcome.findings().stream().map(finding -> of(outcome, finding)).toList();
    }

    private static SummaryRow of(Outcome outcome, Finding finding) {
        Estimate measured = finding.measured();
        String unit = finding.isRatio() ? "" : " " + finding.unit();
        boolean single = finding.samples().size() < 2;
        return new SummaryRow(outcome.name(), finding.comparison(), finding.bound() == null ? "" : finding.bound() + unit,
                finding.samples().isEmpty() ? "" : text(finding, measured.median()) + unit,
                single ? "" : text(finding, measured.lower()) + " - " + text(finding, measured.upper()),
                single ? "" : Integer.toString(finding.samples().size()), finding.verdictText(outcome.validity()));
    }

    /** Ratios need all three digits: a bound is often missed by the last one. */
    private static String text(Finding finding, double figure) {
        return finding.isRatio() ? String.format(Locale.ROOT, "%.3f", figure) : Figures.text(figure);
    }

    List<String> cells() {
        return List.of(benchmark, comparison, bound, measured, interval, samples, verdict);
    }
}
