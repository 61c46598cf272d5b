package io.quarkiverse.fiber.runtime.offload;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread pool that takes an idle thread before it makes another one, and makes another one before it has a task wait: the
 * JDK's has tasks wait first.
 */
final class OffloadThreads extends ThreadPoolExecutor {

    private static final long SOON_MILLIS = 10;

    private final OffloadPool.Settings settings;

    OffloadThreads(OffloadPool.Settings settings) {
        super(0, settings.maxThreads(), settings.keepAlive().toNanos(), TimeUnit.NANOSECONDS, new HandOver(),
                Thread.ofPlatform()
                        .name("fiber-offload-", 0).daemon().inheritInheritableThreadLocals(false).factory());
        this.settings = settings;
        HandOver queue = (HandOver) getQueue();
        setRejectedExecutionHandler((task, self) -> {
            if (isShutdown()) {
                throw new RejectedExecutionException("The application has stopped");
            }
            if (queue.size() >= settings.queue()) {
                if (queue.handOverSoon(task)) {
                    return;
                }
                throw new RejectedExecutionException(busy());
            }
            queue.put(task);
            if (getPoolSize() == 0 && queue.remove(task)) {
                execute(task); // the last thread has ended meanwhile
            }
        });
    }

    /** What to say of a call that gets no thread. */
    String busy() {
        return "all " + settings.maxThreads() + " threads for blocking calls are busy and " + getQueue().size()
                + " calls wait for one (" + settings.limitedBy() + ")";
    }

    /**
     * Takes a task if a thread waits for one; otherwise the pool tries to make a thread, and asks the handler if it must not.
     */
    private static final class HandOver extends LinkedTransferQueue<Runnable> {

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        /** To a thread that has told of the end of its call, and looks for the next one only now. */
        private boolean handOverSoon(Runnable task) {
            boolean interrupted = Thread.interrupted();
            try {
                return tryTransfer(task, SOON_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
                return false;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
