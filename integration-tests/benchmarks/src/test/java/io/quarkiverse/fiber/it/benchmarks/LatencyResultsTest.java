package io.quarkiverse.fiber.it.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.Results.AtFixedRate;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.Validity;

/** What follows from latencies. */
class LatencyResultsTest {

    private static final RateBenchmark BENCHMARK = new RateBenchmark();
    private static final Comparison WITH_GOAL = BENCHMARK.comparisons().getFirst();
    private static final Comparison CONTROL = BENCHMARK.comparisons().getLast();

    @Test
    void goalHoldsForTheSlowestOfAHundred() {
        assertEquals(Finding.Verdict.HOLDS, verdict(window(10, 90), window(5, 100)));
        assertEquals(Finding.Verdict.MISSED, verdict(window(5, 100), window(10, 90)));
    }

    @Test
    void controlFarFromItselfMakesTheRunVoid() {
        assertEquals(Validity.State.VOID, outcome(window(1, 1), window(1, 1), window(1, 104), 0).validity().state());
        assertEquals(Validity.State.VALID, outcome(window(1, 1), window(1, 1), window(1, 102), 0).validity().state());
    }

    @Test
    void requestThatFailsMakesTheRunVoid() {
        assertEquals(Validity.State.FAILED, outcome(window(1, 1), window(1, 1), window(1, 100), 1).validity().state());
    }

    private static Finding.Verdict verdict(AtFixedRate a, AtFixedRate b) {
        Outcome outcome = outcome(a, b, window(1, 100), 0);
        return outcome.findings().getFirst().verdict(outcome.validity());
    }

    private static Outcome outcome(AtFixedRate a, AtFixedRate b, AtFixedRate control, long errors) {
        LatencyResults results = new LatencyResults(BENCHMARK);
        for (Comparison comparison : BENCHMARK.comparisons()) {
            results.add(comparison, comparison.equals(WITH_GOAL) ? new LatencyResults.Pair(a, b)
                    : comparison.equals(CONTROL) ? new LatencyResults.Pair(control, window(1, 100))
                            : new LatencyResults.Pair(window(1, 1), window(1, 1)));
        }
        return results.outcome(new Origin("", "", "", "", "", List.of()), errors, Validity.VALID);
    }

    /** A hundred latencies in microseconds: two slow ones, and the others. */
    private static AtFixedRate window(long usual, long slow) {
        return new AtFixedRate(LongStream.range(0, 100).map(i -> (i < 98 ? usual : slow) * 1_000).sorted().toArray(), 0);
    }
}
