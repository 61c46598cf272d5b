package io.quarkiverse.fiber.it.benchmarks;

/**
 * A fixed piece of work that takes the same time whenever it runs, unless the machine is slow just then: because the host
 * gives the processor to somebody else, or runs it at another frequency.
 */
final class Canary {

    private static final int STEPS = 1_000_000;

    /** Keeps the compiler from leaving the work out. */
    private long state = 1;

    /** Warm before the first slice, so that the early readings are like the late ones. */
    Canary() {
        for (int i = 0; i < 100; i++) {
            nanos();
        }
    }

    /** Does the work; returns how long it took. */
    long nanos() {
        long begin = System.nanoTime();
        long x = state;
        for (int i = 0; i < STEPS; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        state = x;
        return System.nanoTime() - begin;
    }
}
