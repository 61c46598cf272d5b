package io.quarkiverse.fiber.runtime.config;

import static io.quarkiverse.fiber.runtime.config.FiberSettings.atLeast;

import java.time.Duration;

import io.quarkiverse.fiber.runtime.config.FiberConfig.OffloadConfig;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** Checks what the configuration says of offloaded calls; each error names the property. */
public final class OffloadSettings {

    private OffloadSettings() {
    }

    public static OffloadPool.Settings of(FiberConfig config) {
        OffloadConfig offload = config.offload();
        atLeast("offload.max-threads", offload.maxThreads(), 1);
        atLeast("offload.queue", offload.queue(), 0);
        atLeast("offload.keep-alive", offload.keepAlive(), Duration.ZERO);
        return new OffloadPool.Settings(offload.maxThreads(), offload.queue(), offload.keepAlive());
    }

    /** Of calls that may never end: they are not to take the threads of those that do, nor to wait behind each other. */
    public static OffloadPool.Settings ofStreams(FiberConfig config) {
        OffloadConfig offload = config.offload();
        atLeast("offload.max-streams", offload.maxStreams(), 1);
        return new OffloadPool.Settings(offload.maxStreams(), 0, offload.keepAlive(), "quarkus.fiber.offload.max-streams");
    }

    public static Duration queueTimeout(FiberConfig config) {
        Duration timeout = config.offload().queueTimeout();
        atLeast("offload.queue-timeout", timeout, Duration.ofMillis(1));
        return timeout;
    }
}
