package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.List;

/**
 * What was compared, what it has to be, and what it was: a line of the table.
 *
 * @param unit of the figure; empty for a ratio
 * @param bound null where the figure is only quoted
 * @param samples the figures of all pairs, rounds or runs, from which the estimate comes; none if it was not measured
 */
public record Finding(String comparison, String unit, Bound bound, List<Double> samples, Estimate measured) {

    /** Whether something is as it has to be. */
    public enum Verdict {
        HOLDS("holds"),
        MISSED("missed"),
        /** The run that has it means nothing. */
        VOID("void"),
        NOT_MEASURED("not measured"),
        /** Nothing has to hold. */
        QUOTED("");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public static Finding ratio(String comparison, Bound bound, List<Double> samples) {
        return new Finding(comparison, "", bound, samples);
    }

    public Finding(String comparison, String unit, Bound bound, List<Double> samples) {
        this(comparison, unit, bound, List.copyOf(samples), Estimate.of(samples));
    }

    public boolean isRatio() {
        return unit.isEmpty();
    }

    public Verdict verdict(Validity validity) {
        if (samples.isEmpty()) {
            return Verdict.NOT_MEASURED;
        }
        if (validity.isVoid()) {
            return Verdict.VOID;
        }
        if (bound == null) {
            return Verdict.QUOTED;
        }
        return bound.holds(measured) ? Verdict.HOLDS : Verdict.MISSED;
    }

    /** The verdict for people: that of a short run is no proof. */
    String verdictText(Validity validity) {
        Verdict verdict = verdict(validity);
        boolean proves = validity.state() == Validity.State.VALID || verdict != Verdict.HOLDS && verdict != Verdict.MISSED;
        return verdict + (proves ? "" : ", not valid");
    }
}
