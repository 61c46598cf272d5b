package io.quarkiverse.fiber.runtime.cdi;

import java.util.concurrent.Callable;

import io.netty.util.concurrent.EventExecutor;

/** What a fiber takes over from the thread that calls a {@code @Hooked} method. There is one bean of it. */
public interface CallerContexts {

    /** The event loop that serves the caller; null if there is none. */
    EventExecutor loop();

    /** Those of this thread, now. */
    Captured capture();

    /** What a thread has had. */
    interface Captured {

        /** Makes a call with it, on any thread and any number of times. */
        <T> T call(Callable<T> call) throws Exception;
    }
}
