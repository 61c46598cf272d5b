package io.quarkiverse.fiber.runtime.io;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A descriptor that moves from one loop to another while a fiber of the first begins to wait for output: the real states, and
 * what {@link Fd} does with them. Loops look at the state when they are told to, and only the one that has the descriptor
 * counts.
 */
final class Moving {

    private static final int OLD = 0;
    private static final int NEW = 1;

    private final boolean choosesFirst;
    private final Direction output = new Direction(false);
    private final AtomicInteger home = new AtomicInteger(OLD);
    /** Whether each loop has been told while somebody waited. */
    private final boolean[] looks = new boolean[2];

    /**
     * @param choosesFirst whether the fiber chooses its loop before the state says that it waits
     */
    Moving(boolean choosesFirst) {
        this.choosesFirst = choosesFirst;
    }

    void await() {
        int at;
        if (choosesFirst) {
            at = home.get();
            output.begin(null);
        } else {
            output.begin(null);
            at = home.get();
        }
        tell(at);
    }

    void move() {
        home.set(NEW);
        if (output.isWanted()) {
            looks[NEW] = true;
        }
    }

    private void tell(int loop) {
        if (home.get() == loop && output.isWanted()) {
            looks[loop] = true;
        }
    }

    boolean isWatched() {
        return looks[home.get()];
    }
}
