package io.quarkiverse.fiber.it.demo;

import java.util.ArrayList;
import java.util.List;

/** Rows of text whose columns are aligned when they are printed. */
final class Table {

    private static final String MARGIN = "   ";
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... header) {
        widths = new int[header.length];
        add(header);
    }

    void add(String... cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
        rows.add(cells);
    }

    void print() {
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(MARGIN);
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).repeat(' ', widths[i] - row[i].length()).append(GAP);
            }
            System.out.println(line.toString().stripTrailing());
        }
        System.out.println();
    }
}
