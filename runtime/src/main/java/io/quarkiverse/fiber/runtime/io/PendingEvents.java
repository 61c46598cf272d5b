package io.quarkiverse.fiber.runtime.io;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who waits, until the place where they wait is given up. All methods may be called from any thread.
 * <p>
 * An event that comes while that happens is either taken by {@link #takeAfterEnd}, or refused by {@link #add}: both look at
 * what the other has written after they have written themselves, and the queue decides who gets it.
 */
final class PendingEvents {

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /** Written true once. */
    private volatile boolean ended;

    /** False if nobody waits here any more. */
    boolean add(Event event) {
        events.add(event);
        return !(ended && events.remove(event));
    }

    void remove(Event event) {
        events.remove(event);
    }

    void end() {
        ended = true;
    }

    /** After the end: each event that has been added, once; null if there is none left. */
    Event takeAfterEnd() {
        return events.poll();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    int count() {
        int count = 0;
        for (Event event : events) {
            count += event.isPending() ? 1 : 0;
        }
        return count;
    }

    /** All that anybody waits for. */
    int interest() {
        int interest = 0;
        for (Event event : events) {
            interest |= event.interest;
        }
        return interest;
    }

    /** Fires, and removes, the events that wait for any of these operations; returns all that they have waited for of them. */
    int fire(int ready) {
        int claimed = 0;
        for (Iterator<Event> each = events.iterator(); each.hasNext();) {
            Event event = each.next();
            int found = event.interest & ready;
            if (found != 0) {
                claimed |= found;
                try {
                    event.fire(found);
                } finally {
                    each.remove(); // not before: a stop waits for the event, and then for the fiber of its callback
                }
            }
        }
        return claimed;
    }

    /** How many events that wait for any of these operations that has cancelled. */
    int cancel(int interest) {
        int cancelled = 0;
        for (Event event : events) {
            if ((event.interest & interest) != 0 && event.cancel()) {
                cancelled++;
            }
        }
        return cancelled;
    }
}
