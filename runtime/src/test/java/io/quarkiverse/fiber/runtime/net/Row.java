package io.quarkiverse.fiber.runtime.net;

import io.quarkiverse.fiber.FiberScheduler;

/** A kind of thread on which hooked sockets have to behave as the JDK's do. */
public enum Row {

    /** A fiber on the one event loop. */
    EVENT_LOOP(FiberScheduler.EVENT_LOOP),
    /** Fibers on four dedicated carriers. */
    DEDICATED(FiberScheduler.DEDICATED),
    /** A fiber without carriers: {@code quarkus.fiber.carriers=jdk}. */
    NO_CARRIERS(FiberScheduler.EVENT_LOOP),
    DEFAULT_VIRTUAL(null),
    PLATFORM(null);

    /** Null for threads that are no fibers. */
    public final String group;

    Row(String group) {
        this.group = group;
    }

    public boolean isVirtual() {
        return this != PLATFORM;
    }

    public boolean isFiber() {
        return group != null;
    }
}
