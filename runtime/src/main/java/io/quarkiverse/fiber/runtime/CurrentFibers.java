package io.quarkiverse.fiber.runtime;

import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * The scheduler of the running application, for code that is made before it starts: a REST handler is recorded at static
 * init. Stays after the stop, because a request may still come in then.
 */
public final class CurrentFibers {

    /** Written at each start of the application. */
    private static volatile Fibers current;

    private CurrentFibers() {
    }

    public static Fibers get() {
        return current;
    }

    static void set(Fibers fibers) {
        current = fibers;
    }
}
