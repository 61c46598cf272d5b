package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.Locale;

/**
 * What a figure has to be.
 *
 * @param kind a bound, which must hold for a release, or a goal, where this should get
 * @param limit the most it may be; where {@code atLeast} is set, the least
 */
public record Bound(String kind, double limit, boolean atLeast) {

    public static Bound bound(double most) {
        return new Bound("bound", most, false);
    }

    public static Bound goal(double most) {
        return new Bound("goal", most, false);
    }

    public static Bound goalAtLeast(double least) {
        return new Bound("goal", least, true);
    }

    /** By the end of the interval that is nearer to the limit: the median alone does not count. */
    public boolean holds(Estimate measured) {
        return atLeast ? measured.lower() >= limit : measured.upper() <= limit;
    }

    @Override
    public String toString() {
        return kind + (atLeast ? " >= " : " <= ") + String.format(Locale.ROOT, limit < 10 ? "%.2f" : "%,.0f", limit);
    }
}
