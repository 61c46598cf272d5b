package io.quarkiverse.fiber.it.demo;

/**
 * The answer of each endpoint: what ran where.
 *
 * @param receivedBy the thread that received the request
 * @param thread the thread that the endpoint runs on
 * @param id the identifier of that thread
 * @param carrier the carrier of the fiber; null if the thread is not a fiber
 * @param platformThread the platform thread that executes it, as the JDK tells it
 * @param elapsedMillis the time since the request came in
 * @param result what the endpoint has done
 */
public record Trace(String receivedBy, String thread, long id, String carrier, String platformThread, double elapsedMillis,
        String result) {
}
