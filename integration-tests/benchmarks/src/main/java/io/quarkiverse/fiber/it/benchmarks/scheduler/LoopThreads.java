package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.net.HookedSockets;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.Placement;
import io.quarkiverse.fiber.runtime.scheduler.VirtualThreads;

/** Fibers on one event loop, with the settings that an application has by default; but the stop waits for none of them. */
final class LoopThreads implements Threads {

    private static final Fibers.Settings SETTINGS = new Fibers.Settings(Placement.AUTO, Duration.ofMillis(20),
            Duration.ofMillis(2), Map.of(FiberScheduler.DEDICATED, 1), Duration.ZERO, Duration.ofMillis(5),
            Duration.ofMillis(100), 64);

    private final EventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("loop", true));
    private final FiberIo io = new FiberIo(new TargetRules(List.of(), DefaultLimits.NONE));
    private final Fibers fibers;
    private final FiberScheduler scheduler;

    LoopThreads() {
        if (!VirtualThreads.available()) {
            throw new IllegalStateException("Fibers would run on the JDK's scheduler, which is what they are compared with");
        }
        fibers = Fibers.start(SETTINGS, loops, getClass().getClassLoader(), io::eventsOf);
        scheduler = fibers.scheduler();
    }

    @Override
    public Thread start(Runnable task) {
        return scheduler.start(task).thread();
    }

    @Override
    public Object current() {
        return scheduler.current().orElseThrow();
    }

    @Override
    public ServerSocket listen(InetSocketAddress local) throws IOException {
        return HookedSockets.listener(io, local.getPort(), Threads.BACKLOG, local.getAddress());
    }

    @Override
    public Socket connect(InetSocketAddress remote) throws IOException {
        return HookedSockets.connect(io, remote, null);
    }

    @Override
    public void close() {
        fibers.stop();
        io.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
