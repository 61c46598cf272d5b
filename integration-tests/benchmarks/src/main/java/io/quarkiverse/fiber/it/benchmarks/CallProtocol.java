package io.quarkiverse.fiber.it.benchmarks;

import java.nio.charset.StandardCharsets;

/** The least that a call to another server can be: so many bytes there, so many back. */
final class CallProtocol {

    static final int REQUEST_LENGTH = 32;
    static final int RESPONSE_LENGTH = 64;

    private CallProtocol() {
    }

    static byte[] request() {
        return filled("What is the answer?", REQUEST_LENGTH);
    }

    static byte[] response() {
        return filled("It depends on the question.", RESPONSE_LENGTH);
    }

    private static byte[] filled(String text, int length) {
        return (text + ".".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
