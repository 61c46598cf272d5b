package io.quarkiverse.fiber.runtime.offload;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.VirtualThreads;

/** Makes calls that would block a carrier on threads of its own, while the fiber waits. */
public final class OffloadPool {

    private static final Logger LOG = Logger.getLogger(OffloadPool.class);

    private static final Duration AFTER_STOP = Duration.ofSeconds(2);

    /**
     * @param maxThreads how many calls may be under way at a time
     * @param queue how many more may wait for a thread
     * @param keepAlive after which an idle thread ends
     * @param limitedBy the properties that say so, for the message of a call that finds no room
     */
    public record Settings(int maxThreads, int queue, Duration keepAlive, String limitedBy) {

        public Settings(int maxThreads, int queue, Duration keepAlive) {
            this(maxThreads, queue, keepAlive, "quarkus.fiber.offload.max-threads, quarkus.fiber.offload.queue");
        }
    }

    private final OffloadThreads threads;

    public OffloadPool(Settings settings) {
        threads = new OffloadThreads(settings);
    }

    /** Whether {@link #call} has other threads make the calls of the thread that calls. */
    public static boolean takesCaller() {
        return Fibers.current() != null || VirtualThreads.isOnCarrier();
    }

    /**
     * Makes a call elsewhere, or in place where that blocks no carrier. When the wait ends early a call that is under way goes
     * on, and nobody learns what comes of it.
     *
     * @param what for people
     * @param deadline of the wait, on {@link System#nanoTime}'s clock
     * @throws TimeoutException at the deadline
     * @throws DeadlineExceededException at the caller's own deadline
     * @throws RejectedExecutionException if too many calls wait already
     * @throws FiberCancelledException if the calling fiber is cancelled; it is interrupted then
     * @throws InterruptedIOException if the calling thread is interrupted; the flag stays
     * @throws Exception of the call
     */
    public <T> T call(String what, long deadline, Callable<T> call) throws Exception {
        if (!takesCaller() || threads.isShutdown()) {
            return call.call();
        }
        Deadlines.requireNotExceeded(what);
        OffloadedCall<T> offloaded = new OffloadedCall<>(what, call);
        threads.execute(offloaded);
        Fiber fiber = Fibers.current();
        offloaded.park(fiber, Deadlines.capped(deadline));
        if (offloaded.cancel(false)) { // not if it has just ended
            threads.remove(offloaded);
            offloaded.checkNotCancelled(fiber);
            Deadlines.requireNotExceeded(what);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("Interrupted while waiting for " + what);
            }
            throw new TimeoutException(what + " takes too long");
        }
        return resultOf(offloaded);
    }

    /**
     * As {@link #call}, but what the call works on stays the caller's own: a call that is under way is waited for, and neither
     * an interrupt nor a cancellation ends that.
     *
     * @param begin when a call that still waits for a thread is given up
     */
    public <T> T complete(String what, long begin, Callable<T> call) throws Exception {
        if (!takesCaller() || threads.isShutdown()) {
            return call.call();
        }
        Deadlines.requireNotExceeded(what);
        OffloadedCall<T> offloaded = new OffloadedCall<>(what, call);
        threads.execute(offloaded);
        Fiber fiber = Fibers.current();
        if (!offloaded.parkUninterruptibly(fiber, begin)) {
            if (offloaded.withdraw()) {
                threads.remove(offloaded);
                offloaded.checkNotCancelled(fiber);
                Deadlines.requireNotExceeded(what);
                throw new TimeoutException(what + " gets no thread: " + threads.busy());
            }
            offloaded.parkUninterruptibly(null, Deadlines.NEVER);
        }
        return resultOf(offloaded);
    }

    /** As {@link #call}, but an interrupt does not end the wait: only a cancellation and the caller's deadline do. */
    public <T> T callUninterruptibly(String what, Callable<T> call) throws Exception {
        if (!takesCaller() || threads.isShutdown()) {
            return call.call();
        }
        Deadlines.requireNotExceeded(what);
        OffloadedCall<T> offloaded = new OffloadedCall<>(what, call);
        threads.execute(offloaded);
        Fiber fiber = Fibers.current();
        if (!offloaded.parkUninterruptibly(fiber, Deadlines.capped(Deadlines.NEVER)) && offloaded.cancel(false)) {
            threads.remove(offloaded);
            offloaded.checkNotCancelled(fiber);
            Deadlines.requireNotExceeded(what);
        }
        return resultOf(offloaded);
    }

    private static <T> T resultOf(OffloadedCall<T> offloaded) throws Exception {
        try {
            return offloaded.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }

    /**
     * Ends the threads; one that is in a call ends after it, and nobody waits for that. Calls are made in place from now on.
     */
    public void leave() {
        threads.shutdown();
    }

    /** The same, but waits a while for calls that are under way. */
    public void stop() {
        leave();
        try {
            if (!threads.awaitTermination(AFTER_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d threads for blocking calls end when their calls do", threads.getPoolSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
