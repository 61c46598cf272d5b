package io.quarkiverse.fiber.runtime.scheduler;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stands in the place where the JDK looks up who times the waits of virtual threads that have a scheduler of their own
 * ({@link VirtualThreads#delaySchedulers}), and puts the waits of fibers on their carrier's wheel.
 * <p>
 * The JDK calls {@link #schedule} on the thread that ran the fiber, just after it has left it. On any other thread, and
 * for waits too short for the wheel's precision, the JDK's own timer does it.
 */
final class DelaySeam extends AbstractExecutorService implements ScheduledExecutorService {

    /** Below this the JDK's timer thread is more precise than a selector that counts in milliseconds. */
    private static final long SHORTEST_ON_WHEEL = TimeUnit.MILLISECONDS.toNanos(2);

    private final ScheduledExecutorService jdk;
    private volatile boolean installed = true;

    private DelaySeam(ScheduledExecutorService jdk) {
        this.jdk = jdk;
    }

    /** Installs the seam; null where the JDK cannot be reached, so that its own timers go on. */
    static DelaySeam[] install() {
        ScheduledExecutorService[] live = VirtualThreads.delaySchedulers();
        if (live == null) {
            return null;
        }
        DelaySeam[] seams = new DelaySeam[live.length];
        synchronized (live) { // the one lock that copies of this class in other class loaders share
            for (int i = 0; i < live.length; i++) {
                live[i] = seams[i] = new DelaySeam(live[i]);
            }
        }
        return seams;
    }

    /**
     * Gives the JDK its own timers back. One that a second application has wrapped meanwhile stays in the chain, passing
     * everything on.
     */
    static void uninstall(DelaySeam[] seams) {
        ScheduledExecutorService[] live = VirtualThreads.delaySchedulers();
        synchronized (live) {
            for (int i = 0; i < seams.length; i++) {
                seams[i].installed = false;
                if (live[i] == seams[i]) {
                    live[i] = seams[i].jdk;
                }
            }
        }
    }

    /** The JDK's own timer, for waits whose carrier is gone. */
    ScheduledExecutorService jdk() {
        return jdk;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        long nanos = unit.toNanos(delay);
        if (nanos >= SHORTEST_ON_WHEEL && installed) {
            Carrier carrier = Carrier.current();
            if (carrier != null) {
                return carrier.scheduleTimer(command, nanos);
            }
        }
        return jdk.schedule(command, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return jdk.schedule(callable, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return jdk.scheduleAtFixedRate(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return jdk.scheduleWithFixedDelay(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        jdk.execute(command);
    }

    @Override
    public void shutdown() {
        jdk.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return jdk.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return jdk.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return jdk.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return jdk.awaitTermination(timeout, unit);
    }
}
