package io.quarkiverse.fiber.it.clients;

/** A client library with a pool; by which name requests ask for it is up to {@code @Named}. */
public interface PooledClient {

    /** Small, so that writes wait soon. */
    int SEND_BUFFER = 1 << 16;

    /** A pool that connects when it has to. */
    Pool open(String host, int port, int size) throws Exception;
}
