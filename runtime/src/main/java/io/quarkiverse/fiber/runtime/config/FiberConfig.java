package io.quarkiverse.fiber.runtime.config;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "quarkus.fiber")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface FiberConfig {

    /**
     * Whether fibers run on carriers of this extension; if not, they run on the JDK's own scheduler of virtual threads.
     */
    @WithDefault("true")
    boolean customScheduler();

    /**
     * How long an event loop runs fibers before it does I/O again.
     */
    @WithDefault("1ms")
    Duration drainBudget();

    /**
     * Groups of carriers that have event loops of their own, for {@code @Hooked("name")}; the group {@code dedicated} always
     * exists.
     */
    @ConfigDocMapKey("name")
    Map<String, GroupConfig> groups();

    /**
     * How long fibers may go on when the application stops before they are interrupted; in dev and test mode they are
     * interrupted at once.
     */
    @WithDefault("10s")
    Duration shutdownTimeout();

    /**
     * What happens while a thread that runs fibers is stuck.
     */
    RescueConfig rescue();

    interface GroupConfig {

        /**
         * The number of carriers, each an event loop with one thread; by default the number of processors.
         */
        OptionalInt carriers();
    }

    interface RescueConfig {

        /**
         * How long a thread that is blocked or waits may keep its carrier from runnable fibers before another thread runs
         * them; at least one millisecond.
         */
        @WithDefault("5ms")
        Duration blockedAfter();

        /**
         * How long a thread that is running may keep its carrier from runnable fibers before another thread runs them.
         */
        @WithDefault("100ms")
        Duration runningAfter();

        /**
         * How many threads at most may run fibers in the place of stuck ones.
         */
        @WithDefault("64")
        int maxThreads();
    }
}
