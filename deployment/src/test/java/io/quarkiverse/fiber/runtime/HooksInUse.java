package io.quarkiverse.fiber.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.Placement;

/** An application without Quarkus, as far as hooks can tell. */
public final class HooksInUse implements AutoCloseable {

    private static final Duration NEVER_STUCK = Duration.ofHours(1);

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final FiberIo io = new FiberIo(new TargetRules(List.of(), DefaultLimits.NONE));
    private final Fibers fibers = Fibers.start(new Fibers.Settings(Placement.AUTO, Duration.ofMillis(20), Duration.ofMillis(1),
            Map.of(FiberScheduler.DEDICATED, 1), Duration.ofMillis(100), NEVER_STUCK, NEVER_STUCK, 4),
            loops, HooksInUse.class.getClassLoader(), io::eventsOf);

    private final OffloadPool pool = new OffloadPool(new OffloadPool.Settings(8, 8, Duration.ofSeconds(1)));

    public HooksInUse() {
        CurrentIo.set(io, new FileIo(pool, pool, Duration.ofSeconds(10)));
    }

    public <T> T onFiber(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        fibers.scheduler().group(FiberScheduler.EVENT_LOOP).start(task);
        return task.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        CurrentIo.set(null, null);
        fibers.stop();
        io.stop();
        pool.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
