package io.quarkiverse.fiber;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Starts fibers and knows those that live. Inject it as a bean.
 * <p>
 * As a {@link FiberGroup} it is the default group: the event loops where the application has them, else
 * {@value #DEDICATED}. There is one difference: a fiber that a fiber starts here begins on the same carrier, in whichever
 * group that is.
 * <p>
 * All methods but {@link #stop} may be called from any thread, and do not block.
 */
public interface FiberScheduler extends FiberGroup {

    /** The group whose carriers are the event loops of Vert.x. */
    String EVENT_LOOP = "event-loop";

    /** The group with event loops of its own that is always there. */
    String DEDICATED = "dedicated";

    /** The names of the groups of carriers. Empty where fibers run on the JDK's own scheduler. */
    Set<String> groups();

    /**
     * A group of carriers.
     *
     * @param name one of {@link #groups()}; where fibers run on the JDK's own scheduler any that is configured, which means
     *        nothing
     * @throws IllegalArgumentException if there is no such group
     */
    FiberGroup group(String name);

    /** The fiber that calls this method; empty on every other thread. */
    Optional<Fiber> current();

    /** The fibers that live, in no particular order. */
    Collection<Fiber> fibers();

    /** How many fibers an exception has ended. */
    long uncaughtExceptions();

    /**
     * Stops before the application does. From now on no fiber can be started; those that live go on until {@code deadline}.
     * Then their waits end by {@link Fiber#cancel}, and those that do not end even so are logged with their stacks.
     * <p>
     * It also waits for timers that are due before the deadline, and ends all others; and for callbacks of
     * {@link IoManager#add}, which it cancels at the deadline.
     * <p>
     * Blocks until nothing of that is left, or until two seconds after the deadline. A fiber that called it would wait for
     * itself, an event loop would keep its fibers from their ends.
     *
     * @param deadline how long fibers may go on
     * @return the fibers that did not end, and live on
     * @throws IllegalStateException on a fiber and on an event loop
     */
    List<Fiber> stop(Duration deadline);
}
