package io.quarkiverse.fiber.runtime.scheduler;

/**
 * What a fiber parks for, as the blocker of {@link java.util.concurrent.locks.LockSupport}, when it looks at
 * {@link io.quarkiverse.fiber.Fiber#isCancelled} itself and needs no interrupt. Its text is for people.
 */
public interface CancellableWait {
}
