package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** How a call has failed, and when. */
record Failure(IOException why, long at) {

    private static final Duration BOUND = Duration.ofMillis(100);

    /** The call, which has to fail; its result is that failure. */
    static Callable<Failure> of(Callable<?> call) {
        return () -> {
            Object result;
            try {
                result = call.call();
            } catch (IOException e) {
                return new Failure(e, System.nanoTime());
            }
            throw new AssertionError("The call has not failed, its result is " + result);
        };
    }

    void assertIsPromptAfter(long cause, String message) throws InterruptedException {
        assertEquals(message, why.getMessage());
        Duration took = Duration.ofNanos(at - cause);
        assertTrue(took.compareTo(TimeBounds.scaled(BOUND)) <= 0, "late: " + took);
    }
}
