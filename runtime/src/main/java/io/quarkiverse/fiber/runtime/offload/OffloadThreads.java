package io.quarkiverse.fiber.runtime.offload;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread pool that takes an idle thread before it makes another one, and makes another one before it has a task wait: the
 * JDK's has tasks wait first.
 */
final class OffloadThreads extends ThreadPoolExecutor {

    OffloadThreads(int maxThreads, int maxQueued, Duration keepAlive) {
        super(0, maxThreads, keepAlive.toNanos(), TimeUnit.NANOSECONDS, new HandOver(), Thread.ofPlatform()
                .name("fiber-offload-", 0).daemon().inheritInheritableThreadLocals(false).factory());
        HandOver queue = (HandOver) getQueue();
        setRejectedExecutionHandler((task, self) -> {
            if (isShutdown()) {
                throw new RejectedExecutionException("The application has stopped");
            }
            if (queue.size() >= maxQueued) {
                throw new RejectedExecutionException("all " + maxThreads + " threads for blocking calls are busy and "
                        + maxQueued + " calls wait for one (quarkus.fiber.offload.max-threads, quarkus.fiber.offload.queue)");
            }
            queue.put(task);
            if (getPoolSize() == 0 && queue.remove(task)) {
                execute(task); // the last thread has ended meanwhile
            }
        });
    }

    /**
     * Takes a task if a thread waits for one; otherwise the pool tries to make a thread, and asks the handler if it must not.
     */
    private static final class HandOver extends LinkedTransferQueue<Runnable> {

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
