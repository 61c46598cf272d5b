package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Takes down the stacks of fibers that compute for long, while they do, and tells about them: on a thread of its own. */
final class HogSampler implements Executor {

    private final Duration threshold;
    private final StuckReport fibers;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "fiber-hog-sampler");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param threshold who computes for longer is a hog
     */
    HogSampler(Duration threshold, StuckReport fibers) {
        this.threshold = threshold;
        this.fibers = fibers;
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    Duration threshold() {
        return threshold;
    }

    /**
     * Of what an endpoint is about to run on a carrier that has entered it, if it runs that still after half of the threshold.
     */
    void sample(Carrier carrier, Endpoint endpoint) {
        long entered = carrier.progress();
        try {
            timer.schedule(() -> {
                if (carrier.progress() == entered) {
                    StackTraceElement[] stack = fibers.stackOn(carrier.culprit(entered));
                    if (stack != null && carrier.progress() == entered) {
                        endpoint.seen(stack);
                    }
                }
            }, threshold.toNanos() / 2, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            endpoint.seen(new StackTraceElement[0]); // no stack is no reason to fail
        }
    }

    /** Has the sampler's thread write a line to the log. */
    @Override
    public void execute(Runnable line) {
        try {
            timer.execute(line);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // the application stops, or has other worries than this line
        }
    }

    void stop() {
        timer.shutdownNow();
    }
}
