package io.quarkiverse.fiber.runtime.scheduler;

import java.util.concurrent.atomic.AtomicReference;

/** The inbox of {@link Wheel} with an owner who reads it and then clears it; all else as there. */
final class BrokenInbox {

    private final AtomicReference<Entry> inbox = new AtomicReference<>();

    void push(Runnable command) {
        Entry top;
        Entry entry;
        do {
            top = inbox.get();
            entry = new Entry(command, top);
        } while (!inbox.compareAndSet(top, entry));
    }

    void turn() {
        Entry top = inbox.get();
        inbox.set(null); // the flaw: no get-and-set
        for (Entry entry = top; entry != null; entry = entry.below) {
            entry.command.run();
        }
    }

    private record Entry(Runnable command, Entry below) {
    }
}
