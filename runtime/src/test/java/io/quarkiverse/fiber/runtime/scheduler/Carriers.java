package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** Event loops of a test and the scheduler on top of them. */
final class Carriers implements AutoCloseable {

    static final Duration BLOCKED_AFTER = Duration.ofMillis(5);
    static final Duration RUNNING_AFTER = Duration.ofMillis(100);
    static final Duration BUDGET = Duration.ofMillis(1);
    static final Duration HOG_THRESHOLD = Duration.ofMillis(20);

    final NioEventLoopGroup loops;
    final Fibers fibers;

    private Carriers(boolean custom, int count, Duration budget, Duration blockedAfter, Duration runningAfter,
            LoopEvents events) {
        loops = new NioEventLoopGroup(count, new DefaultThreadFactory("test-loop", true));
        fibers = Fibers.start(
                new Fibers.Settings(custom ? Placement.AUTO : Placement.JDK, HOG_THRESHOLD, budget,
                        Map.of(FiberScheduler.DEDICATED, 2), Duration.ofMillis(100), blockedAfter,
                        runningAfter, 16),
                loops, Carriers.class.getClassLoader(), loop -> events);
    }

    static Carriers of(int count) {
        return new Carriers(true, count, BUDGET, BLOCKED_AFTER, RUNNING_AFTER, LoopEvents.NONE);
    }

    static Carriers withBudget(int count, Duration budget) {
        return new Carriers(true, count, budget, BLOCKED_AFTER, RUNNING_AFTER, LoopEvents.NONE);
    }

    static Carriers withEvents(LoopEvents events) {
        return new Carriers(true, 1, BUDGET, BLOCKED_AFTER, RUNNING_AFTER, events);
    }

    /** The broken twin of tests about rescue. */
    static Carriers withoutRescue(int count) {
        return new Carriers(true, count, BUDGET, Duration.ofHours(1), Duration.ofHours(1), LoopEvents.NONE);
    }

    /** Fibers on the JDK's own scheduler. */
    static Carriers none() {
        return new Carriers(false, 1, BUDGET, BLOCKED_AFTER, RUNNING_AFTER, LoopEvents.NONE);
    }

    FiberScheduler scheduler() {
        return fibers.scheduler();
    }

    EventLoop loop() {
        return loops.next();
    }

    /** The carrier of the first loop. */
    Carrier carrier() {
        return fibers.group(FiberScheduler.EVENT_LOOP).carriers().get(0);
    }

    Fiber start(Task task) {
        return fibers.scheduler().start(unchecked(task));
    }

    /** The name of the platform thread that carries the fiber that calls. */
    static String carrierThread() {
        String text = Thread.currentThread().toString();
        return text.substring(text.indexOf('@') + 1);
    }

    static Runnable unchecked(Task task) {
        return () -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Override
    public void close() {
        fibers.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    interface Task {
        void run() throws Exception;
    }
}
