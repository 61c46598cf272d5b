package io.quarkiverse.fiber.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "quarkus.fiber")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface FiberBuildTimeConfig {

    /**
     * Whether {@code @Hooked} methods run on fibers; if not, {@code @Hooked} behaves as {@code @RunOnVirtualThread}.
     */
    @WithDefault("true")
    boolean enabled();
}
