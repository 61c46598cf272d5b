package io.quarkiverse.fiber.runtime.scheduler;

/** What may start fibers later, so that a scheduler that stops waits for it as for fibers. */
public interface PendingWork {

    boolean isDone();

    /** Ends it; it may start its last fibers for that. */
    void cancel();
}
