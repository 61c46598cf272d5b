package io.quarkiverse.fiber.runtime;

import java.util.Set;
import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkiverse.fiber.runtime.config.FiberConfig;
import io.quarkiverse.fiber.runtime.config.FiberSettings;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.LoopEvents;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class FiberRecorder {

    private final FiberBuildTimeConfig buildTimeConfig;
    private final RuntimeValue<FiberConfig> config;

    public FiberRecorder(FiberBuildTimeConfig buildTimeConfig, RuntimeValue<FiberConfig> config) {
        this.buildTimeConfig = buildTimeConfig;
        this.config = config;
    }

    /**
     * @param eventLoops the loops of Vert.x; null where the application has none
     * @param usedGroups the groups that {@code @Hooked} names
     */
    public Supplier<FiberScheduler> start(Supplier<EventLoopGroup> eventLoops, Set<String> usedGroups, LaunchMode mode,
            ShutdownContext shutdown) {
        Fibers.Settings settings = FiberSettings.of(config.getValue(), buildTimeConfig.enabled(), mode != LaunchMode.NORMAL,
                usedGroups);
        Fibers fibers = Fibers.start(settings, eventLoops == null ? null : eventLoops.get(),
                Thread.currentThread().getContextClassLoader(), loop -> LoopEvents.NONE);
        CurrentFibers.set(fibers);
        shutdown.addShutdownTask(new Runnable() {
            @Override
            public void run() {
                fibers.stop();
            }
        });
        return new Supplier<>() {
            @Override
            public FiberScheduler get() {
                return fibers;
            }
        };
    }
}
