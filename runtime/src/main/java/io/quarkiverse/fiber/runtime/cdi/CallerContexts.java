package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;

import io.netty.util.concurrent.EventExecutor;

/** What a fiber takes over from the thread that calls a {@code @Hooked} method. There is one bean of it. */
public interface CallerContexts {

    /** The event loop that serves the caller; null if there is none. */
    EventExecutor loop();

    /** A call that has the contexts of this thread wherever it is made. */
    <T> Callable<T> withContexts(Callable<T> call);
}
