package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of figures that nothing has to hold for.
 *
 * @param subject what a row is about
 * @param rows as many figures as there are columns; NaN where there is none
 */
public record Figures(String title, String subject, List<String> columns, Map<String, List<Double>> rows) {

    public Figures(String title, String subject, List<String> columns) {
        this(title, subject, columns, new LinkedHashMap<>());
    }

    public void add(String row, Double... figures) {
        if (figures.length != columns.size()) {
            throw new IllegalArgumentException(row + " has " + figures.length + " figures for " + columns);
        }
        rows.put(row, List.of(figures));
    }

    /** As many digits as somebody reads: four that count, and no fractions of large numbers. */
    public static String text(double figure) {
        if (Double.isNaN(figure)) {
            return "";
        }
        double size = Math.abs(figure);
        String format = size >= 10_000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, figure);
    }
}
