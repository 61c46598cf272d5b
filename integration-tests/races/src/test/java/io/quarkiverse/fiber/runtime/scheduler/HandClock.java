package io.quarkiverse.fiber.runtime.scheduler;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** A clock whose entries come due when a race says so. */
final class HandClock implements CallbackTimer.Clock {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private static final class Entry extends CompletableFuture<Void> {

        private final Runnable turn;

        Entry(Runnable turn) {
            this.turn = turn;
        }
    }

    @Override
    public Future<?> schedule(Runnable turn, long nanos) {
        Entry entry = new Entry(turn);
        entries.add(entry);
        return entry;
    }

    /** As a wheel that has come to the first entry before that could be cancelled. */
    void runFirst() {
        entries.getFirst().turn.run();
    }

    /** How many entries nobody has cancelled. */
    int left() {
        int left = 0;
        for (Entry entry : entries) {
            left += entry.isCancelled() ? 0 : 1;
        }
        return left;
    }

    /** Runs them all, later. */
    void runLeft() {
        for (Entry entry : entries) {
            if (!entry.isCancelled()) {
                entry.turn.run();
            }
        }
    }
}
