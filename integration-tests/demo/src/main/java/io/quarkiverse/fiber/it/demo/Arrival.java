package io.quarkiverse.fiber.it.demo;

import jakarta.enterprise.context.RequestScoped;

/** Where and when the request came in. Request scoped: the fiber sees what the event loop has written. */
@RequestScoped
public class Arrival {

    private String thread;
    private long nanos;

    void isNow() {
        thread = Thread.currentThread().getName();
        nanos = System.nanoTime();
    }

    /** The name of the thread that received the request. */
    String thread() {
        return thread;
    }

    long nanosAgo() {
        return System.nanoTime() - nanos;
    }
}
