package io.quarkiverse.fiber.runtime.config;

import java.util.List;
import java.util.Optional;

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

    /**
     * Which code is hooked: the application's own always is.
     */
    HookConfig hook();

    interface HookConfig {

        /** The clients that are known to work. */
        String KNOWN_CLIENTS = "org.postgresql:postgresql";

        /**
         * Dependencies, as groupId:artifactId, whose blocking calls are replaced by hooked ones like the application's; empty
         * for none.
         */
        @WithDefault(KNOWN_CLIENTS)
        Optional<List<String>> dependencies();

        /**
         * Classes whose calls stay as they are; * stands for any characters.
         */
        Optional<List<String>> exclude();
    }
}
