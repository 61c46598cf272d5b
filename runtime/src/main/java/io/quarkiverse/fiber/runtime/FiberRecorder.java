package io.quarkiverse.fiber.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.HookedIo;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.config.FiberBuildTimeConfig;
import io.quarkiverse.fiber.runtime.config.FiberConfig;
import io.quarkiverse.fiber.runtime.config.FiberSettings;
import io.quarkiverse.fiber.runtime.config.IoSettings;
import io.quarkiverse.fiber.runtime.config.OffloadSettings;
import io.quarkiverse.fiber.runtime.config.RequestSettings;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.StandardInput;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.FiberIoManager;
import io.quarkiverse.fiber.runtime.io.LiveLimits;
import io.quarkiverse.fiber.runtime.net.HookedChannels;
import io.quarkiverse.fiber.runtime.net.JvmResolver;
import io.quarkiverse.fiber.runtime.net.JvmSockets;
import io.quarkiverse.fiber.runtime.net.NameLookups;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
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
     * @param usedGroups the groups that {@code @Hooked} and {@code @Group} name
     * @param classes that have to be there
     */
    public RuntimeValue<Started> start(Supplier<EventLoopGroup> eventLoops, Set<String> usedGroups, LaunchMode mode,
            RuntimeValue<ClassesRecorder.Loading> classes, ShutdownContext shutdown) {
        classes.getValue().await();
        Fibers.Settings settings = FiberSettings.of(config.getValue(), buildTimeConfig.enabled(), mode != LaunchMode.NORMAL,
                usedGroups);
        RequestSettings.use(RequestSettings.of(config.getValue()));
        FiberIo io = new FiberIo(IoSettings.of(config.getValue()));
        OffloadPool offload = new OffloadPool(OffloadSettings.of(config.getValue()));
        OffloadPool streams = new OffloadPool(OffloadSettings.ofStreams(config.getValue()));
        FileIo files = new FileIo(offload, streams, OffloadSettings.queueTimeout(config.getValue()));
        LiveLimits limits = new LiveLimits(io, IoSettings.rules(config.getValue()), IoSettings.defaults(config.getValue()));
        NameLookups lookups = new NameLookups(offload, new Supplier<>() {
            @Override
            public Duration get() {
                return io.rules().otherwise().defaults().dnsTimeout();
            }
        });
        shutdown.addShutdownTask(new Runnable() { // the last one: a start that fails has joined loops that live on
            @Override
            public void run() {
                io.stop();
                HookedChannels.stop();
                JvmResolver.leave(lookups);
                offload.stop();
                streams.leave(); // a read of one may never end
            }
        });
        Fibers fibers = Fibers.start(settings, eventLoops == null ? null : eventLoops.get(),
                Thread.currentThread().getContextClassLoader(), io::eventsOf);
        JvmSockets sockets = new JvmSockets(io);
        shutdown.addShutdownTask(new Runnable() {
            @Override
            public void run() {
                fibers.stop();
                CurrentIo.set(null, null);
                StandardInput.leave();
                sockets.leave();
            }
        });
        CurrentFibers.set(fibers);
        CurrentIo.set(buildTimeConfig.enabled() ? io : null, files);
        if (buildTimeConfig.enabled()) {
            StandardInput.use(files);
            JvmResolver.use(lookups);
            JvmResolver.warmUp(fibers.scheduler());
            if (buildTimeConfig.hook().enabled() && buildTimeConfig.hook().jvmSockets()) {
                sockets.use();
            }
        }
        return new RuntimeValue<>(
                new Started(fibers.scheduler(), new FiberIoManager(io, fibers), new ApplicationIo(io, files, offload),
                        limits));
    }

    /** What runs from the start of the application to its stop. */
    public record Started(FiberScheduler scheduler, IoManager ioManager, HookedIo hookedIo, IoLimits ioLimits) {
    }

    public Supplier<FiberScheduler> scheduler(RuntimeValue<Started> started) {
        return new Supplier<>() {
            @Override
            public FiberScheduler get() {
                return started.getValue().scheduler();
            }
        };
    }

    /**
     * @param name one of those that the configuration is checked for
     */
    public Supplier<FiberGroup> group(RuntimeValue<Started> started, String name) {
        return new Supplier<>() {
            @Override
            public FiberGroup get() {
                return started.getValue().scheduler().group(name);
            }
        };
    }

    public Supplier<HookedIo> hookedIo(RuntimeValue<Started> started) {
        return new Supplier<>() {
            @Override
            public HookedIo get() {
                return started.getValue().hookedIo();
            }
        };
    }

    public Supplier<IoLimits> ioLimits(RuntimeValue<Started> started) {
        return new Supplier<>() {
            @Override
            public IoLimits get() {
                return started.getValue().ioLimits();
            }
        };
    }

    public Supplier<IoManager> ioManager(RuntimeValue<Started> started) {
        return new Supplier<>() {
            @Override
            public IoManager get() {
                return started.getValue().ioManager();
            }
        };
    }
}
