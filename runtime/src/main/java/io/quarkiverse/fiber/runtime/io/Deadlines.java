package io.quarkiverse.fiber.runtime.io;

import java.time.Duration;

/** Moments on {@link System#nanoTime}'s clock at which waits end. */
public final class Deadlines {

    /** There is none. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Seconds; what is longer cannot be told from for ever. */
    private static final long LONGEST = Long.MAX_VALUE / 2 / 1_000_000_000;

    private Deadlines() {
    }

    /**
     * @param limit in nanoseconds from now; 0 for none
     */
    public static long after(long limit) {
        return limit == 0 ? NEVER : System.nanoTime() + limit;
    }

    /** The end of a wait that begins now and must not last longer. */
    public static long in(Duration timeout) {
        long seconds = timeout.toSeconds();
        return timeout.isNegative() ? System.nanoTime() : seconds >= LONGEST ? NEVER : System.nanoTime() + timeout.toNanos();
    }

    /**
     * @param limit in nanoseconds from {@code began} on; 0 for none
     */
    public static long since(long began, long limit) {
        return limit == 0 ? NEVER : began + limit;
    }

    public static boolean isPast(long deadline) {
        return deadline != NEVER && deadline - System.nanoTime() <= 0;
    }

    /** The nanoseconds that are left, at least 0. */
    public static long left(long deadline) {
        return deadline == NEVER ? NEVER : Math.max(deadline - System.nanoTime(), 0);
    }
}
