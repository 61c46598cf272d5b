package io.quarkiverse.fiber.it.clients;

/**
 * What comes of requests that use a database within a transaction.
 *
 * @param begun how many have begun to use a connection
 * @param inserted how many have inserted their row
 * @param inUse how many connections are borrowed
 * @param fibers how many live
 */
public record TransactionState(int begun, int inserted, int inUse, int fibers) {
}
