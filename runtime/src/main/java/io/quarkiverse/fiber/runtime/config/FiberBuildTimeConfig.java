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
     * Whether fibers replace the virtual threads of Quarkus: each {@code @RunOnVirtualThread} method, and each task of a
     * {@code @VirtualThreads} executor, runs on a fiber. Without {@code quarkus.fiber.enabled} it has no effect.
     */
    @WithDefault("false")
    boolean replaceVirtualThreads();

    /**
     * Which code is hooked: the application's own always is.
     */
    HookConfig hook();

    interface HookConfig {

        /**
         * Whether blocking calls are replaced by hooked ones. If not, no class is changed, nor are the sockets of the JVM
         * hooked: {@code @Hooked} methods still run on fibers, and what they call is the JDK's own.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * Dependencies, as groupId:artifactId, whose blocking calls are replaced by hooked ones like the application's; *
         * stands for any characters, and {@code auto} for the well-known blocking clients that the application has. Empty
         * for none.
         */
        @WithDefault("auto")
        Optional<List<String>> dependencies();

        /**
         * Classes whose calls stay as they are; * stands for any characters.
         */
        Optional<List<String>> exclude();

        /**
         * Whether the build fails if a {@code @Hooked} method itself, or a lambda in it, makes a blocking call that has no
         * hook.
         */
        @WithDefault("false")
        boolean failOnUnhookable();

        /**
         * Whether all sockets of the JVM are hooked, also those that the JDK makes for itself, as for
         * {@code HttpURLConnection} and RMI. Once it has been true, a factory of sockets stays in the JVM until that ends; it
         * makes the JDK's own while no application wants it.
         */
        @WithDefault("false")
        boolean jvmSockets();
    }
}
