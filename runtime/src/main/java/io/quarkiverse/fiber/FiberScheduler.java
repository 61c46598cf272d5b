package io.quarkiverse.fiber;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * Starts fibers. Inject it as a bean.
 * <p>
 * All methods may be called from any thread: a platform thread, a virtual thread, a fiber, an event loop. None of them
 * blocks. A fiber that is started on a fiber begins on the same carrier unless a group is named; on any other thread the
 * next carrier of the default group is taken: the event loops where the application has them, else the group
 * {@value #DEDICATED}.
 * <p>
 * An exception that a fiber's task throws ends that fiber only; {@link #start} reports it to the thread's
 * {@link Thread.UncaughtExceptionHandler}, {@link #submit} to the future.
 */
public interface FiberScheduler {

    /** The group whose carriers are the event loops of Vert.x. */
    String EVENT_LOOP = "event-loop";

    /** The group with event loops of its own that is always there. */
    String DEDICATED = "dedicated";

    /**
     * Starts a fiber.
     *
     * @param task what the fiber runs
     * @return the fiber, already scheduled
     * @throws IllegalStateException after the application has stopped
     */
    Fiber start(Runnable task);

    /**
     * Starts a fiber on the next carrier of a group.
     *
     * @param group a name of {@link #groups()}
     * @param task what the fiber runs
     * @return the fiber, already scheduled
     * @throws IllegalArgumentException if there is no such group
     * @throws IllegalStateException after the application has stopped
     */
    Fiber start(String group, Runnable task);

    /**
     * Starts a fiber that yields a result. {@link Future#cancel cancel(true)} interrupts it.
     *
     * @param task what the fiber runs
     * @param <T> the type of the result
     * @return a future of the result
     * @throws IllegalStateException after the application has stopped
     */
    <T> Future<T> submit(Callable<T> task);

    /** The fiber that calls this method; empty on every other thread. */
    Optional<Fiber> current();

    /** The names of the groups of carriers. */
    Set<String> groups();
}
