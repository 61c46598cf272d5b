package io.quarkiverse.fiber.runtime.net;

import java.util.List;
import java.util.Random;

/** What a seed chooses. */
final class Choices {

    private final Random random;

    Choices(long seed) {
        random = new Random(seed);
    }

    /** From 0 to {@code bound} - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From 1 to {@code most}. */
    int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    boolean either() {
        return random.nextBoolean();
    }

    int anyOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T anyOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
