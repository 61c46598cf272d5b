package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.List;

/** All that one run of a benchmark has to say. */
public record Outcome(String name, String title, Origin origin, Validity validity, List<Finding> findings,
        List<Figures> figures) {

    /** Of a run that came to nothing. */
    public static Outcome notMeasured(String name, String title, Origin origin, String reason) {
        return new Outcome(name, title, origin, Validity.notMeasured(reason), List.of(), List.of());
    }
}
