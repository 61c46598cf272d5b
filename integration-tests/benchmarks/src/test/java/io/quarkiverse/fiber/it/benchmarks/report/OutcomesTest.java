package io.quarkiverse.fiber.it.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What becomes of outcomes: JSON and back, and tables. */
class OutcomesTest {

    private static final Origin ORIGIN = new Origin("2 cores", "Quarkus", "abc", "2026-01-01", "run P1", List.of("a note"));

    @Test
    void jsonKeepsAllThatTablesShow() {
        List<Outcome> outcomes = List.of(valid(), Outcome.notMeasured("P14", "a peer", ORIGIN, "it does not resolve"));
        List<Outcome> read = OutcomeJson.read(OutcomeJson.write(outcomes));
        assertEquals(Markdown.summary(outcomes), Markdown.summary(read));
        assertEquals(Markdown.of(outcomes.getFirst()), Markdown.of(read.getFirst()));
        assertEquals(outcomes.getFirst().findings().getFirst().samples(), read.getFirst().findings().getFirst().samples());
    }

    @Test
    void jsonSaysWhatHolds() {
        String json = OutcomeJson.write(List.of(valid()));
        assertTrue(json.contains("\"verdict\" : \"holds\""), json);
        assertTrue(json.contains("\"verdict\" : \"missed\""), json);
        assertTrue(json.contains("\"commit\" : \"abc\""), json);
    }

    @Test
    void figureThatDoesNotExistStaysSo() {
        Figures figures = new Figures("t", "s", List.of("a", "b"));
        figures.add("row", 1.0, Double.NaN);
        Outcome outcome = new Outcome("P1", "t", ORIGIN, Validity.VALID, List.of(), List.of(figures));
        assertEquals(List.of(outcome), OutcomeJson.read(OutcomeJson.write(List.of(outcome))));
    }

    @Test
    void lineOfTheTableHasTheVerdict() {
        assertEquals(List.of("P1", "hooked / reactive", "bound <= 1.15", "1.060", "1.050 - 1.070", "3", "holds"),
                SummaryRow.of(valid()).getFirst().cells());
        assertEquals("missed", SummaryRow.of(valid()).get(1).verdict());
        assertEquals("", SummaryRow.of(valid()).get(2).verdict());
    }

    @Test
    void verdictOfAShortRunIsNotValid() {
        assertEquals("holds, not valid", SummaryRow.of(with(Validity.orientation("short"))).getFirst().verdict());
    }

    @Test
    void voidRunHasNoVerdict() {
        assertEquals("void", SummaryRow.of(with(new Validity(Validity.State.VOID, "control"))).getFirst().verdict());
    }

    @Test
    void benchmarkThatWasNotMeasuredIsInTheTableWithItsReason() {
        String table = Markdown.summary(List.of(Outcome.notMeasured("P14", "a peer", ORIGIN, "it does not resolve")));
        assertTrue(table.contains("| not measured |"), table);
        assertTrue(table.contains("- P14: Not measured: it does not resolve."), table);
    }

    private static Outcome valid() {
        return with(Validity.VALID);
    }

    private static Outcome with(Validity validity) {
        List<Double> ratios = List.of(1.05, 1.06, 1.07);
        return new Outcome("P1", "hello", ORIGIN, validity, List.of(
                Finding.ratio("hooked / reactive", Bound.bound(1.15), ratios),
                Finding.ratio("hooked / reactive", Bound.goal(1.00), ratios),
                new Finding("bytes", "bytes", null, List.of(12.0))), List.of());
    }
}
