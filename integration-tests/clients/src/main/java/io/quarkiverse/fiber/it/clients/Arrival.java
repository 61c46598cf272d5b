package io.quarkiverse.fiber.it.clients;

import jakarta.enterprise.context.RequestScoped;

/** Where the request came in. Request scoped: the fiber sees what the event loop has written. */
@RequestScoped
public class Arrival {

    private String thread;

    void isHere() {
        thread = Thread.currentThread().getName();
    }

    /** The name of the thread that received the request. */
    String thread() {
        return thread;
    }
}
