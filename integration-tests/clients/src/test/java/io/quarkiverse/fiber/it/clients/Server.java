package io.quarkiverse.fiber.it.clients;

/**
 * A server that a test has started.
 *
 * @param stop stops it
 */
record Server(int port, AutoCloseable stop) {
}
