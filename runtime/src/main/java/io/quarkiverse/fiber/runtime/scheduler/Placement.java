package io.quarkiverse.fiber.runtime.scheduler;

/** Where the fibers of requests run. */
public enum Placement {

    /**
     * On the event loop that received the request; an endpoint that computes for too long there moves to dedicated carriers.
     */
    AUTO,

    /** On the event loop that received the request. */
    EVENT_LOOP,

    /** On carriers with event loops of their own. */
    DEDICATED,

    /** On the JDK's own scheduler of virtual threads. */
    JDK
}
