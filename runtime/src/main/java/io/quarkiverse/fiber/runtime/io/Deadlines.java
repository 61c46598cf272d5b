package io.quarkiverse.fiber.runtime.io;

import java.time.Duration;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;

/** Moments on {@link System#nanoTime}'s clock at which waits end: none is after the caller's {@link Deadline}. */
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
        return capped(limit == 0 ? NEVER : System.nanoTime() + limit);
    }

    /** The end of a wait that begins now and must not last longer. */
    public static long in(Duration timeout) {
        long seconds = timeout.toSeconds();
        return capped(timeout.isNegative() ? System.nanoTime()
                : seconds >= LONGEST ? NEVER : System.nanoTime() + timeout.toNanos());
    }

    /**
     * @param limit in nanoseconds from {@code began} on; 0 for none
     */
    public static long since(long began, long limit) {
        return capped(limit == 0 ? NEVER : began + limit);
    }

    /** The nearer one of a moment and the caller's deadline. */
    public static long capped(long own) {
        Deadline callers = Deadline.current().orElse(null);
        return callers == null || own != NEVER && own - callers.nanoTime() <= 0 ? own : callers.nanoTime();
    }

    /** The caller's deadline if it has passed, else null: it ends operations also where they need not wait. */
    public static Deadline exceeded() {
        Deadline callers = Deadline.current().orElse(null);
        return callers != null && callers.isPast() ? callers : null;
    }

    /**
     * @param what was waited for
     * @throws DeadlineExceededException if the caller's deadline has passed
     */
    public static void requireNotExceeded(Object what) throws DeadlineExceededException {
        Deadline exceeded = exceeded();
        if (exceeded != null) {
            throw new DeadlineExceededException("Timed out: " + what, exceeded);
        }
    }

    public static boolean isPast(long deadline) {
        return deadline != NEVER && deadline - System.nanoTime() <= 0;
    }

    /** The nanoseconds that are left, at least 0. */
    public static long left(long deadline) {
        return deadline == NEVER ? NEVER : Math.max(deadline - System.nanoTime(), 0);
    }
}
