package io.quarkiverse.fiber.runtime;

import io.quarkiverse.fiber.Hooks;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** The hooked I/O of the running application, for code that knows nothing of it: substituted calls. */
public final class CurrentIo {

    /** Written at each start of the application, and null again after its stop. */
    private static volatile FiberIo current;

    /** Written with the other. */
    private static volatile FileIo files;

    private CurrentIo() {
    }

    /** Null while no application runs, and while the caller has switched the hooks off: calls are the JDK's own then. */
    public static FiberIo get() {
        return Hooks.current() == Hooks.ON ? current : null;
    }

    /** Null likewise. */
    public static FileIo files() {
        return get() == null ? null : files;
    }

    static void set(FiberIo io, FileIo fileIo) {
        files = fileIo;
        current = io;
    }
}
