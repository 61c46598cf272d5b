package io.quarkiverse.fiber.it.clients;

import java.util.List;

/**
 * What is left of requests.
 *
 * @param inUse how many connections of the pool are borrowed
 * @param fibers those that live
 * @param descriptors the hooked ones with the target rule of the pool that are open
 */
public record PoolState(int inUse, List<String> fibers, List<String> descriptors) {
}
