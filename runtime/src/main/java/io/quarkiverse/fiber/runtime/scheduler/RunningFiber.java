package io.quarkiverse.fiber.runtime.scheduler;

import io.quarkiverse.fiber.Fiber;

/** A fiber and what it runs. */
final class RunningFiber implements Fiber, Runnable {

    /** What a fiber without carriers says, when it runs on the JDK's own scheduler. */
    static final String JDK = "jdk";

    private static final ThreadLocal<RunningFiber> CURRENT = new ThreadLocal<>();

    private final Fibers fibers;
    private final FiberExecutor executor;
    private final Runnable task;
    private final Thread thread;

    /**
     * @param executor null for the JDK's own scheduler
     */
    RunningFiber(Fibers fibers, FiberExecutor executor, String name, ClassLoader loader, Runnable task) {
        this.fibers = fibers;
        this.executor = executor;
        this.task = task;
        this.thread = VirtualThreads.newThread(executor, name, loader, this);
    }

    static RunningFiber current() {
        return CURRENT.get();
    }

    @Override
    public void run() {
        CURRENT.set(this);
        try {
            task.run();
        } finally {
            if (executor != null) {
                executor.end();
            }
            fibers.ended(this);
        }
    }

    /** Moves the calling fiber, and only that, to another carrier; returns there. */
    void moveTo(Carrier target) {
        executor.moveTo(target);
        Thread.yield();
    }

    FiberExecutor executor() {
        return executor;
    }

    @Override
    public long id() {
        return thread.threadId();
    }

    @Override
    public String name() {
        return thread.getName();
    }

    @Override
    public String carrier() {
        return executor == null ? JDK : executor.carrier().name();
    }

    @Override
    public String group() {
        return executor == null ? JDK : executor.group().name();
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public String toString() {
        return "Fiber[#" + id() + "," + name() + "," + carrier() + "]";
    }
}
