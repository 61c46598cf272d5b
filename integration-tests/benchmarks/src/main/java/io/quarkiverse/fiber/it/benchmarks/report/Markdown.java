package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Outcomes as Markdown that is readable as plain text. */
public final class Markdown {

    private Markdown() {
    }

    /** All that one run has to say. */
    public static String of(Outcome outcome) {
        StringBuilder text = new StringBuilder("# " + outcome.name() + ": " + outcome.title() + "\n\n");
        outcome.origin().lines().forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("\n**").append(outcome.validity()).append("**\n");
        if (!outcome.findings().isEmpty()) {
            text.append('\n').append(table(List.of(outcome)));
        }
        for (Figures figures : outcome.figures()) {
            text.append('\n').append(figures.title()).append("\n\n").append(table(figures));
        }
        return text.toString();
    }

    /** What has to hold and what is compared, of all benchmarks, and why figures do not count. */
    public static String summary(List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder(table(outcomes));
        for (Outcome outcome : outcomes) {
            if (outcome.validity().state() != Validity.State.VALID) {
                text.append("\n- ").append(outcome.name()).append(": ").append(outcome.validity());
            }
        }
        return text.append('\n').toString();
    }

    private static String table(List<Outcome> outcomes) {
        TextTable table = new TextTable("benchmark", "comparison", "bound or goal", ">measured", ">95 % interval", ">samples",
                "verdict");
        for (Outcome outcome : outcomes) {
            SummaryRow.of(outcome).forEach(row -> table.add(row.cells()));
        }
        return table.toString();
    }

    private static String table(Figures figures) {
        TextTable table = new TextTable(Stream.concat(Stream.of(figures.subject()),
                figures.columns().stream().map(column -> ">" + column)).toArray(String[]::new));
        figures.rows().forEach((name, row) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            row.forEach(figure -> cells.add(Figures.text(figure)));
            table.add(cells);
        });
        return table.toString();
    }
}
