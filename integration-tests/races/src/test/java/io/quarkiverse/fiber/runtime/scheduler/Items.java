package io.quarkiverse.fiber.runtime.scheduler;

/** Continuations that only count. Shared by all states of a race, so that a race allocates nothing but what it tests. */
final class Items {

    /** For a race of one continuation. */
    static final Runnable ANY = new Item(0);

    /** How many distinct continuations there are; their counts share a long. */
    static final int COUNT = 8;
    private static final int BITS = 8;

    /** Long enough for a rescuer to come upon a fiber that runs. */
    private static final int SPINS = 8;

    private static final Item[] ALL = new Item[COUNT];

    static {
        for (int i = 0; i < COUNT; i++) {
            ALL[i] = new Item(1L << BITS * i);
        }
    }

    private Items() {
    }

    static Runnable item(int index) {
        return ALL[index];
    }

    /** To be added up: the counts of all continuations in one long. */
    static long count(Runnable item) {
        return ((Item) item).one;
    }

    /** How many continuations were not counted. */
    static int missing(long counts) {
        int missing = 0;
        for (int i = 0; i < COUNT; i++) {
            missing += countOf(counts, i) == 0 ? 1 : 0;
        }
        return missing;
    }

    /** How many continuations were counted more than once. */
    static int repeated(long counts) {
        int repeated = 0;
        for (int i = 0; i < COUNT; i++) {
            repeated += countOf(counts, i) > 1 ? 1 : 0;
        }
        return repeated;
    }

    private static long countOf(long counts, int index) {
        return counts >>> BITS * index & (1L << BITS) - 1;
    }

    private record Item(long one) implements Runnable {

        @Override
        public void run() {
            for (int i = 0; i < SPINS; i++) {
                Thread.onSpinWait();
            }
        }
    }
}
