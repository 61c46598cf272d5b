package io.quarkiverse.fiber;

import java.time.Duration;

/**
 * A timer of {@link IoManager#after} or {@link IoManager#every}. Time is monotonic, as {@link System#nanoTime}'s: nobody who
 * sets the clock makes a timer early or late. All methods may be called from any thread, and do not block.
 */
public interface IoTimer {

    /**
     * Ends the timer. A callback that runs already goes on.
     *
     * @return whether that has prevented a call of the callback; false once the timer is over
     */
    boolean cancel();

    /**
     * Begins the delay or the period again, from now.
     *
     * @return false if the timer is over, and stays so
     */
    boolean refresh();

    /**
     * Sets another delay or period.
     *
     * @param period the new one; zero or less is due at once, and refused by a recurring timer
     * @param fromNow whether it counts from now, else from when the old one began; what has passed by then is due at once
     * @return false if the timer is over, and stays so
     * @throws IllegalArgumentException for a period of a recurring timer that is not positive
     */
    boolean reset(Duration period, boolean fromNow);

    /** Whether the callback is still to be called. */
    boolean isPending();

    /** The time until then; zero if the timer is over or due. */
    Duration remaining();
}
