package io.quarkiverse.fiber.it.demo;

/**
 * The answer of an endpoint that failed.
 *
 * @param status the status of the response
 * @param title what the status means
 * @param detail what happened
 * @param trace what ran where until then
 */
public record Problem(int status, String title, String detail, Trace trace) {
}
