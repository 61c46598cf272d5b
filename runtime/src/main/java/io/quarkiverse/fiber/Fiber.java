package io.quarkiverse.fiber;

/**
 * A virtual thread that one of our carriers runs.
 * <p>
 * All methods may be called from any thread, also after the fiber has ended.
 */
public interface Fiber {

    /** The identifier of the fiber's thread, {@link Thread#threadId()}: unique and never used again in this JVM. */
    long id();

    /** The name of the fiber's thread; several fibers may share one. */
    String name();

    /**
     * The name of the carrier that the fiber is scheduled on, such as {@code event-loop-0}; {@code jdk} where fibers run on
     * the JDK's own scheduler. While a carrier is being rescued another thread stands in for it; its name stays.
     */
    String carrier();

    /** The name of the group that the carrier belongs to, such as {@value FiberScheduler#EVENT_LOOP}; {@code jdk} likewise. */
    String group();

    /**
     * The fiber's thread, to join or to interrupt. An interrupt has the effect that it has on any virtual thread: a
     * sleep or a wait ends with {@link InterruptedException}, a blocking socket operation closes its socket.
     */
    Thread thread();
}
