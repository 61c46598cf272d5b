package io.quarkiverse.fiber;

import java.time.Duration;
import java.util.Optional;

/**
 * A virtual thread that one of our carriers runs.
 * <p>
 * All methods may be called from any thread, also after the fiber has ended. What they tell about another fiber is how it was
 * at some moment of the call.
 */
public interface Fiber {

    /** The identifier of the fiber's thread, {@link Thread#threadId()}: unique and never used again in this JVM. */
    long id();

    /** The name of the fiber's thread; several fibers may share one. */
    String name();

    /**
     * What the fiber does: {@link Thread.State#RUNNABLE} while it runs or could run, {@link Thread.State#TERMINATED} at the
     * end, else it waits.
     */
    Thread.State state();

    /**
     * The name of the carrier that the fiber is scheduled on, such as {@code event-loop-0}; {@code jdk} where fibers run on
     * the JDK's own scheduler. While a carrier is being rescued another thread stands in for it; its name stays.
     */
    String carrier();

    /** The name of the group that the carrier belongs to, such as {@value FiberScheduler#EVENT_LOOP}; {@code jdk} likewise. */
    String group();

    /** The time since the start. */
    Duration age();

    /** What the fiber waits for; empty while it runs or could run, and at the end. */
    Optional<Wait> waiting();

    /**
     * The fiber's thread.
     */
    Thread thread();

    /**
     * Interrupts the fiber's thread. That has the effect that it has on any virtual thread: a sleep or a wait ends with
     * {@link InterruptedException}, a blocking socket operation closes its socket.
     */
    void interrupt();

    /**
     * Ends the wait of the fiber. One for a hooked descriptor ends with {@link FiberCancelledException} and leaves the
     * descriptor open, and so does each later one; any other wait is interrupted, now or when it begins, but once only: code
     * that takes the interrupt and waits again does wait. A later blocking write to a connection or a pipe ends with
     * {@link FiberCancelledException} too, and closes it: nothing more is sent. Other code that does not wait is not affected.
     * Any number of times.
     */
    void cancel();

    /** Whether {@link #cancel} was called. */
    boolean isCancelled();

    /**
     * Waits for the end of the fiber, as {@link Thread#join(Duration)} does: a fiber that calls parks, a platform thread
     * blocks.
     *
     * @param timeout how long at most; zero or less only looks
     * @return whether it has ended
     * @throws InterruptedException if the thread that waits is interrupted
     */
    boolean join(Duration timeout) throws InterruptedException;

    /**
     * A wait.
     *
     * @param on for people: the lock, the descriptor or whatever else it is
     * @param since how long it has lasted; zero where fibers run on the JDK's own scheduler, which does not tell
     */
    record Wait(String on, Duration since) {
    }
}
