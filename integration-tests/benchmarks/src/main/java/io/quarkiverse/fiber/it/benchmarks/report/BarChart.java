package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ratios of an outcome as SVG: a bar for each comparison with its interval as whiskers, a line at one, and a mark where a
 * bound or a goal is. The colours can be told from white and from black; each verdict is written too.
 */
final class BarChart {

    private static final int WIDTH = 860;
    private static final int PLOT = 520;
    private static final int FIGURES = PLOT + 16;
    private static final int ROW = 46;
    private static final int TOP = 28;
    private static final int BAR = 14;
    private static final String TEXT = "#767676";
    private static final String HOLDS = "#2f8f6b";
    private static final String MISSED = "#d0782a";
    private static final String QUOTED = "#5b8dc9";

    private final Outcome outcome;
    private final Map<String, List<Finding>> rows;
    /** The ratio at the right end. */
    private final double most;
    private final StringBuilder svg = new StringBuilder();

    private BarChart(Outcome outcome, Map<String, List<Finding>> rows) {
        this.outcome = outcome;
        this.rows = rows;
        this.most = 1.1 * rows.values().stream().flatMap(List::stream).mapToDouble(BarChart::extent).max().orElse(1);
    }

    /** Empty if the outcome has no ratios. */
    static Optional<String> of(Outcome outcome) {
        Map<String, List<Finding>> rows = outcome.findings().stream()
                .filter(finding -> finding.isRatio() && !finding.samples().isEmpty())
                .collect(Collectors.groupingBy(Finding::comparison, LinkedHashMap::new, Collectors.toList()));
        return rows.isEmpty() ? Optional.empty() : Optional.of(new BarChart(outcome, rows).render());
    }

    private static double extent(Finding finding) {
        return Math.max(1, Math.max(finding.measured().upper(), finding.bound() == null ? 0 : finding.bound().limit()));
    }

    private String render() {
        int bottom = TOP + ROW * rows.size();
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\""
                + " role=\"img\">", WIDTH, bottom + 6);
        add("<title>%s</title>", escaped(outcome.name() + ": " + outcome.title()));
        int y = TOP;
        for (List<Finding> row : rows.values()) {
            row(row, y);
            y += ROW;
        }
        add("<text x=\"%.1f\" y=\"%d\" fill=\"%s\" text-anchor=\"middle\" font-size=\"11\">1.00, as much as the other one</text>",
                x(1), bottom - 4, TEXT);
        return svg.append("</svg>\n").toString();
    }

    private void row(List<Finding> findings, int y) {
        Finding finding = findings.getFirst();
        Estimate ratio = finding.measured();
        int middle = y + BAR / 2;
        add("<text x=\"0\" y=\"%d\" fill=\"%s\">%s</text>", y - 6, TEXT, escaped(finding.comparison()));
        add("<rect x=\"0\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", y, x(ratio.median()), BAR, colour(findings));
        add("<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"%4$s\" stroke-dasharray=\"2 2\"/>", x(1), y - 3,
                y + BAR + 3, TEXT);
        for (String stroke : List.of("stroke=\"#fff\" stroke-width=\"4\"", "stroke=\"#222\" stroke-width=\"1.5\"")) {
            add("<path d=\"M%1$.1f %3$d H%2$.1f M%1$.1f %4$d V%5$d M%2$.1f %4$d V%5$d\" %6$s fill=\"none\"/>", x(ratio.lower()),
                    x(ratio.upper()), middle, middle - 4, middle + 4, stroke);
        }
        for (Finding each : findings) {
            if (each.bound() != null) {
                add("<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"%4$s\" stroke-width=\"2\"/>",
                        x(each.bound().limit()), y - 3, y + BAR + 3, TEXT);
            }
        }
        add("<text x=\"%d\" y=\"%d\" fill=\"%s\">%.3f (%.3f - %.3f)</text>", FIGURES, y + 8, TEXT, ratio.median(),
                ratio.lower(), ratio.upper());
        add("<text x=\"%d\" y=\"%d\" fill=\"%s\" font-size=\"11\">%s</text>", FIGURES, y + 23, TEXT,
                escaped(verdicts(findings)));
    }

    private String colour(List<Finding> findings) {
        List<Finding.Verdict> verdicts = findings.stream().map(finding -> finding.verdict(outcome.validity())).toList();
        return verdicts.contains(Finding.Verdict.MISSED) ? MISSED : verdicts.contains(Finding.Verdict.HOLDS) ? HOLDS : QUOTED;
    }

    private String verdicts(List<Finding> findings) {
        List<String> verdicts = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.bound() != null) {
                verdicts.add(finding.bound() + " " + finding.verdict(outcome.validity()));
            }
        }
        boolean proves = verdicts.isEmpty() || outcome.validity().state() != Validity.State.ORIENTATION;
        return String.join(", ", verdicts) + (proves ? "" : " (not valid)");
    }

    private double x(double ratio) {
        return PLOT * ratio / most;
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
