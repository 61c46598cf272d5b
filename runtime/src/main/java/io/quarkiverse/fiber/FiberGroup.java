package io.quarkiverse.fiber;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * A set of carriers on which fibers can be started: by {@link FiberScheduler#group}, or injected with {@link Group}.
 * <p>
 * Fibers go to the carriers in turn. {@link #on} and {@link #named} give views that narrow this down; they cost nothing to
 * make and to drop.
 * <p>
 * All methods may be called from any thread: a platform thread, a virtual thread, a fiber, an event loop. None of them
 * blocks.
 */
public interface FiberGroup {

    /** The name, as in {@code quarkus.fiber.groups."name"}. */
    String name();

    /**
     * The names of the carriers: the group's name, a hyphen and a number from 0. Empty where fibers run on the JDK's own
     * scheduler.
     */
    List<String> carriers();

    /**
     * This group, but all fibers start on one carrier and stay there.
     *
     * @param carrier one of {@link #carriers()}; where fibers run on the JDK's own scheduler any name, which means nothing
     * @throws IllegalArgumentException if the group has no such carrier
     */
    FiberGroup on(String carrier);

    /** This group, but fibers get a name, which is the name of their threads. */
    FiberGroup named(String fiberName);

    /**
     * Starts a fiber. An exception that its task throws ends that fiber only: the {@link Thread.UncaughtExceptionHandler} that
     * the task has set for its thread gets it, else the default one, or the log where there is none.
     *
     * @param task what the fiber runs
     * @return the fiber, already scheduled
     * @throws IllegalStateException after the application has stopped
     */
    Fiber start(Runnable task);

    /**
     * Starts a fiber for each task, and none if one of them is null.
     *
     * @param tasks what the fibers run
     * @return the fibers, in the order of the tasks
     * @throws IllegalStateException after the application has stopped
     */
    List<Fiber> startAll(Collection<? extends Runnable> tasks);

    /**
     * Starts a fiber that yields a result. {@link Future#cancel cancel(true)} interrupts it.
     *
     * @param task what the fiber runs
     * @param <T> the type of the result
     * @return a future of the result, or of the exception that the task throws
     * @throws IllegalStateException after the application has stopped
     */
    <T> Future<T> submit(Callable<T> task);

    /**
     * Moves the fiber that calls to a carrier of this group: the code after the call runs there. Native frames on the stack
     * pin a fiber; it then moves with its next wait. Does nothing where fibers run on the JDK's own scheduler.
     *
     * <pre>
     * try (var away = reports.enter()) {
     *     render(); // on a carrier of "reports"
     * } // and back to where it came from
     * </pre>
     *
     * @return brings the fiber back when that very fiber closes it; need not be closed
     * @throws IllegalStateException on any thread but a fiber
     */
    Visit enter();

    /** A stay in another group. */
    interface Visit extends AutoCloseable {

        /**
         * Moves the fiber back to the carrier from which it came.
         *
         * @throws IllegalStateException if another thread calls
         */
        @Override
        void close();
    }
}
