package io.quarkiverse.fiber.it.clients;

import java.util.List;

/**
 * What came of a question.
 *
 * @param receivedBy the thread that received the request
 * @param thread the thread that used the client
 * @param carrier the carrier of that fiber; null if the thread is not a fiber
 * @param platformThread the platform thread that executed it last, as the JDK tells it
 * @param result what the client has returned; null if it failed
 * @param failure what the client has thrown, the outermost first, with its causes and what they have suppressed, each as its
 *        type and its message
 * @param tookNanos how long the client took to ask, or to fail to connect
 * @param connections the hooked descriptors with the target rule asked about that were open then
 */
public record Answer(String receivedBy, String thread, String carrier, String platformThread, String result,
        List<String> failure, long tookNanos, List<Connection> connections) {

    /** See {@link io.quarkiverse.fiber.FdInfo}. */
    public record Connection(String peer, long bytesIn, long bytesOut) {
    }
}
