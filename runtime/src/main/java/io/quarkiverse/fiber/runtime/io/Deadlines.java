package io.quarkiverse.fiber.runtime.io;

/** Moments on {@link System#nanoTime}'s clock at which waits end. */
public final class Deadlines {

    /** There is none. */
    public static final long NEVER = Long.MAX_VALUE;

    private Deadlines() {
    }

    /**
     * @param limit in nanoseconds from now; 0 for none
     */
    public static long after(long limit) {
        return limit == 0 ? NEVER : System.nanoTime() + limit;
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
