package io.quarkiverse.fiber.runtime.io;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** {@link PendingEvents} whose add looks whether anybody waits there before it adds. */
final class BrokenPendingEvents {

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    boolean add(Event event) {
        if (ended) { // the flaw: the end may come between this and the next line
            return false;
        }
        events.add(event);
        return true;
    }

    void end() {
        ended = true;
    }

    Event takeAfterEnd() {
        return events.poll();
    }
}
