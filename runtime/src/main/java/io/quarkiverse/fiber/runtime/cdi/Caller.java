package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.fiber.Deadline;

/** Who calls a {@code @Hooked} method: its contexts, its deadline, and the event loop that serves it. */
final class Caller {

    private final EventExecutor loop;
    private final CallerContexts.Captured contexts;
    private final Deadline deadline;

    /** The calling thread. */
    Caller(CallerContexts contexts) {
        loop = contexts.loop();
        this.contexts = contexts.capture();
        deadline = Deadline.current().orElse(null);
    }

    /** Null if there is none. */
    EventExecutor loop() {
        return loop;
    }

    /** A call that has what the caller has, wherever it is made. */
    <T> Callable<T> with(Callable<T> call) {
        Callable<T> inContexts = () -> contexts.call(call);
        return deadline == null ? inContexts : () -> deadline.call(inContexts::call);
    }
}
