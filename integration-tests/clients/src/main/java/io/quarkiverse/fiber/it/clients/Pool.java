package io.quarkiverse.fiber.it.clients;

/** Connections of a client library to one server, used by many requests. */
public interface Pool extends AutoCloseable {

    /** Borrows a connection, has the server say something, and gives the connection back. */
    String echo(String said) throws Exception;

    /** How many connections are borrowed. */
    int inUse();
}
