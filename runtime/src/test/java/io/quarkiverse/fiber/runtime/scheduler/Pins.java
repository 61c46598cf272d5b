package io.quarkiverse.fiber.runtime.scheduler;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/** Pins a virtual thread as often as one likes: the initialiser of a class runs above a native frame. */
public final class Pins {

    /** Not private: the class that is defined anew is no nestmate. */
    static final ThreadLocal<Runnable> TASK = new ThreadLocal<>();

    private Pins() {
    }

    /** Runs the task while the thread that calls is pinned. */
    public static void whilePinned(Runnable task) {
        TASK.set(task);
        Lookup lookup = MethodHandles.lookup();
        try (InputStream bytes = Initialised.class.getResourceAsStream("Pins$Initialised.class")) {
            lookup.defineHiddenClass(bytes.readAllBytes(), true);
        } catch (IOException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Defined anew for each task. */
    static final class Initialised {
        static {
            TASK.get().run();
        }
    }
}
