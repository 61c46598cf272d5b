package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The elapsed time at the end of the message of a timeout. */
public final class Elapsed {

    private static final String LABEL = ", elapsed: ";

    private Elapsed() {
    }

    /** The message without it. */
    public static String cut(Throwable timeout) {
        millis(timeout);
        return timeout.getMessage().substring(0, timeout.getMessage().lastIndexOf(LABEL));
    }

    static long millis(Throwable timeout) {
        String message = timeout.getMessage();
        assertTrue(message.matches(".*" + LABEL + "\\d+ ms"), message);
        return Long.parseLong(message.substring(message.lastIndexOf(LABEL) + LABEL.length(), message.length() - 3));
    }
}
