package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Fiber;

/** A fiber and what it runs. */
final class RunningFiber implements Fiber, Runnable {

    /** What a fiber without carriers says, when it runs on the JDK's own scheduler. */
    static final String JDK = "jdk";

    /**
     * Of fibers on the JDK's own scheduler. Others are found by their executor: a map of thread locals costs each 136 bytes.
     */
    private static final ThreadLocal<RunningFiber> CURRENT = new ThreadLocal<>();

    private final Fibers fibers;
    private final FiberExecutor executor;
    private final Runnable task;
    private final Thread thread;
    private final long startedWithoutCarrier;

    /** Written true by who cancels. */
    private volatile boolean cancelled;

    /**
     * @param executor null for the JDK's own scheduler
     * @param loader the context class loader; null to inherit it, and thread locals, from the caller
     */
    RunningFiber(Fibers fibers, FiberExecutor executor, String name, ClassLoader loader, Runnable task) {
        this.fibers = fibers;
        this.executor = executor;
        this.task = task;
        this.thread = VirtualThreads.newThread(executor, name, loader, this);
        this.startedWithoutCarrier = executor == null ? Wheel.now() : 0;
    }

    static RunningFiber current() {
        Thread thread = Thread.currentThread();
        if (!thread.isVirtual()) {
            return null;
        }
        if (VirtualThreads.available() && VirtualThreads.schedulerOf(thread) instanceof FiberExecutor executor) {
            RunningFiber fiber = executor.fiber();
            return fiber != null && fiber.thread == thread ? fiber : null;
        }
        return CURRENT.get();
    }

    @Override
    public void run() {
        if (executor == null) {
            CURRENT.set(this);
        } else {
            executor.begin(this);
        }
        try {
            task.run();
        } catch (Throwable e) {
            fibers.uncaught(this, e);
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

    /** What times what this fiber asks for; of the fiber itself. */
    CallbackTimer.Clock clock() {
        return executor == null ? fibers.clockOfCaller() : executor.carrier();
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
    public Thread.State state() {
        return thread.getState();
    }

    @Override
    public String carrier() {
        return executor == null ? JDK : executor.carrier().name();
    }

    @Override
    public String group() {
        return executor == null ? JDK : executor.carrier().group().name();
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(executor == null ? Wheel.now() - startedWithoutCarrier : executor.age());
    }

    @Override
    public Optional<Wait> waiting() {
        String on = switch (thread.getState()) {
            case NEW, RUNNABLE, TERMINATED -> null;
            case BLOCKED -> "a monitor";
            case WAITING -> blocker("a notification");
            case TIMED_WAITING -> blocker("a time");
        };
        return on == null ? Optional.empty()
                : Optional.of(new Wait(on, Duration.ofNanos(executor == null ? 0 : executor.away())));
    }

    /** Not by the text of any object: to make it could take a lock. */
    private String blocker(String otherwise) {
        Object blocker = LockSupport.getBlocker(thread);
        return blocker == null ? otherwise
                : blocker instanceof CancellableWait ? blocker.toString()
                        : blocker.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(blocker));
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public void interrupt() {
        thread.interrupt();
    }

    /**
     * A fiber that is about to park for a {@link CancellableWait} has not said so yet, and is interrupted: it sees both and
     * takes the cancellation first.
     */
    @Override
    public void cancel() {
        cancelled = true;
        if (LockSupport.getBlocker(thread) instanceof CancellableWait) {
            LockSupport.unpark(thread);
        } else {
            thread.interrupt();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }

    /** That of the thread is its number, while the identity hash of a new object is a call into the JVM. */
    @Override
    public int hashCode() {
        return thread.hashCode();
    }

    @Override
    public String toString() {
        return "Fiber[#" + id() + "," + name() + "," + carrier() + "]";
    }
}
