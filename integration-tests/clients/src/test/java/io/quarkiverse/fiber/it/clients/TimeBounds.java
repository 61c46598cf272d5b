package io.quarkiverse.fiber.it.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** Never early; late by the bound, or by ten times what a plain sleep is late just now. */
final class TimeBounds {

    private static final int CONTROLS = 10;

    private TimeBounds() {
    }

    static void assertTook(Duration expected, Duration bound, Duration took) throws InterruptedException {
        assertTrue(took.compareTo(expected) >= 0, "early: " + took + " instead of " + expected);
        Duration late = took.minus(expected);
        assertTrue(late.compareTo(scaled(bound)) <= 0, "late: " + took + " instead of " + expected);
    }

    private static Duration scaled(Duration bound) throws InterruptedException {
        long worst = 0;
        for (int i = 0; i < CONTROLS; i++) {
            long started = System.nanoTime();
            Thread.sleep(2);
            worst = Math.max(worst, System.nanoTime() - started - Duration.ofMillis(2).toNanos());
        }
        return Duration.ofNanos(Math.max(bound.toNanos(), 10 * worst));
    }
}
