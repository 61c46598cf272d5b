package io.quarkiverse.fiber.it.clients;

/** A client library, used as its documentation says; by which name requests ask for it is up to {@code @Named}. */
public interface Client {

    /** Connects, and logs in where the protocol has that. */
    Session connect(String host, int port) throws Exception;

    interface Session extends AutoCloseable {

        /** Returns what the server makes of a question. */
        String ask(String question) throws Exception;
    }
}
