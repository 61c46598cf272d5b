package io.quarkiverse.fiber.it.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A median, and the interval that contains the true one with 95 % confidence: the percentile bootstrap. Neither assumes
 * anything about the distribution, and a slice that went wrong moves neither far. Of a few samples the bootstrap would be too
 * narrow: of these it is from the least to the most, which contains it with 97 % if there are six, and with less than 95 % if
 * there are fewer.
 */
public record Estimate(double median, double lower, double upper) {

    private static final int RESAMPLES = 10_000;
    private static final int FEW = 9;
    /** Fixed, so that the same slices always give the same interval. */
    private static final long SEED = 20_250_916;
    public static final double CONTROL_TOLERANCE = 0.03;

    public static Estimate of(List<Double> samples) {
        return of(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public static Estimate of(double... samples) {
        if (samples.length == 0) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        if (samples.length <= FEW) {
            return new Estimate(median(samples), Arrays.stream(samples).min().getAsDouble(),
                    Arrays.stream(samples).max().getAsDouble());
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] medians = new double[RESAMPLES];
        double[] resample = new double[samples.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < resample.length; j++) {
                resample[j] = samples[random.nextInt(samples.length)];
            }
            medians[i] = median(resample);
        }
        Arrays.sort(medians);
        return new Estimate(median(samples), medians[(int) (RESAMPLES * 0.025)], medians[(int) (RESAMPLES * 0.975)]);
    }

    public static double median(List<Double> samples) {
        return median(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public static double median(double... samples) {
        if (samples.length == 0) {
            return Double.NaN;
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether this, as the ratio of a contender to itself, lets the other ratios of the same run count. */
    public boolean isSoundControl() {
        return Math.abs(median - 1) <= CONTROL_TOLERANCE;
    }
}
