package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown that is readable as plain text: its columns are as wide as they have to be. */
final class TextTable {

    private final List<Boolean> numbers;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings those of columns with numbers begin with a {@code >}, and go to the right */
    TextTable(String... headings) {
        numbers = List.of(headings).stream().map(heading -> heading.startsWith(">")).toList();
        rows.add(List.of(headings).stream().map(heading -> heading.startsWith(">") ? heading.substring(1) : heading).toList());
    }

    void add(List<String> cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, numbers.size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            text.append(line(column -> pad(row.get(column), widths[column], numbers.get(column)), " "));
            if (i == 0) {
                text.append(line(column -> numbers.get(column) ? "-".repeat(widths[column] + 1) + ":"
                        : ":" + "-".repeat(widths[column] + 1), ""));
            }
        }
        return text.toString();
    }

    private String line(IntFunction<String> cell, String space) {
        return IntStream.range(0, numbers.size()).mapToObj(cell).map(text -> space + text + space)
                .collect(Collectors.joining("|", "|", "|\n"));
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}
