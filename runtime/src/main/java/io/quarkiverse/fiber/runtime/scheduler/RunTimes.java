package io.quarkiverse.fiber.runtime.scheduler;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a carrier takes down about the times of the fibers that it runs: when they come and go, and which of them compute for
 * too long. By CPU time, because a fiber that blocks, or whose machine has no time for it, is no hog.
 * <p>
 * To ask for CPU time is a system call, so it is done only when a run took long by the clock, and otherwise now and then, to
 * have something to compare with. For the owner; who was taken over from may still come, and at worst overlooks a hog.
 */
final class RunTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int READINGS_IN_THRESHOLD = 10;

    private final Carrier carrier;
    /** Null where nobody wants to know. */
    private final HogSampler sampler;
    private final long threshold;

    /** The last reading of CPU time: whose, when, and what. */
    private Thread thread;
    private long at;
    private long cpu;

    RunTimes(Carrier carrier, HogSampler sampler) {
        this.carrier = carrier;
        this.sampler = sampler != null && THREADS.isCurrentThreadCpuTimeSupported() ? sampler : null;
        this.threshold = this.sampler == null ? Long.MAX_VALUE : sampler.threshold().toNanos();
    }

    /** Whether the times of a fiber have to be exact; else those of the last look at the clock will do. */
    boolean areExact(FiberExecutor fiber) {
        return sampler != null && fiber.endpoint() != null;
    }

    /** A fiber whose times are exact is about to run. */
    void enters(FiberExecutor fiber, long now) {
        if (now - at >= threshold / READINGS_IN_THRESHOLD || thread != Thread.currentThread()) {
            thread = Thread.currentThread();
            cpu = THREADS.getCurrentThreadCpuTime();
            at = now;
        }
        if (fiber.endpoint().isWatched()) {
            sampler.sample(carrier, fiber.endpoint());
        }
    }

    /** It has parked, yielded or ended. */
    void leaves(FiberExecutor fiber, long entered, long now) {
        if (now - entered >= threshold && thread == Thread.currentThread()
                && THREADS.getCurrentThreadCpuTime() - cpu - (entered - at) >= threshold) {
            fiber.setHog();
        }
        if (fiber.hasEnded()) {
            fiber.endpoint().ran(fiber.isHog(), sampler.threshold(), sampler);
        }
    }
}
