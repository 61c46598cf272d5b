package io.quarkiverse.fiber.it.benchmarks;

/**
 * What one contender did at full load in a short time.
 *
 * @param requests completed while the server's CPU clock advanced by {@code cpuNanos}
 * @param switches context switches of the server per request
 * @param canaryNanos how long the {@link Canary} took just before
 */
record Slice(long requests, long wallNanos, long cpuNanos, double switches, long canaryNanos) {

    double cpuMicrosPerRequest() {
        return cpuNanos / 1e3 / requests;
    }

    /** One at full load, unless something else ran on the server's core or the load generator was too slow. */
    double shareOfCore() {
        return (double) cpuNanos / wallNanos;
    }

    double requestsPerSecond() {
        return requests * 1e9 / wallNanos;
    }

    /** Two slices that followed one another: whatever else the machine was doing then, it did to both. */
    record Pair(Slice a, Slice b) {

        double ratio() {
            return a.cpuMicrosPerRequest() / b.cpuMicrosPerRequest();
        }

        boolean isSlow(double canaryLimit) {
            return a.canaryNanos > canaryLimit || b.canaryNanos > canaryLimit;
        }
    }
}
