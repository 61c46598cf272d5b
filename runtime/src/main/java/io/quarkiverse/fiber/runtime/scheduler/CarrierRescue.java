package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets another platform thread run a carrier whose own thread is stuck: a loop that waits for a lock which one of its own
 * parked fibers holds would wait for ever.
 * <p>
 * A scanner looks at each carrier once a tick. One that has work and made no progress for a tick is rescued if its thread
 * is blocked or waiting, and after {@code runningAfter} if it is running: a long handler, a busy fiber, or a machine that
 * has no time for it. A rescuer may get stuck in a fiber itself; then the next one takes over from it. The scanner sleeps
 * while every carrier is idle.
 */
final class CarrierRescue {

    /** A rescue so soon after the last one is a repeated one. */
    static final long REPEATED = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_HOLD = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_HOLD = TimeUnit.SECONDS.toNanos(1);

    private static final long IDLE_KEEP_ALIVE_SECONDS = 5;
    private static final int SCANS_BEFORE_SLEEP = 20;

    private final long tick;
    private final int scansUntilBlockedIsStuck = 1;
    private final int scansUntilRunningIsStuck;
    private final StuckReport report;
    private final ThreadPoolExecutor rescuers;
    private final Thread scanner;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /** Written by the scanner. */
    private volatile boolean asleep;
    /** Written by {@link #stop}. */
    private volatile boolean stopped;

    CarrierRescue(Duration blockedAfter, Duration runningAfter, int maxRescuers, StuckReport report) {
        this.tick = blockedAfter.toNanos();
        this.scansUntilRunningIsStuck = (int) Math.clamp(runningAfter.toNanos() / tick, 1, Integer.MAX_VALUE);
        this.report = report;
        this.rescuers = new ThreadPoolExecutor(0, maxRescuers, IDLE_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
                new SynchronousQueue<>(), new RescuerFactory());
        this.scanner = new Thread(this::scan, "fiber-rescue-scanner");
        scanner.setDaemon(true);
    }

    /**
     * How long a rescuer keeps a carrier at the next repeated rescue. A loop that is stuck over and over again, in a convoy
     * on a lock, gets on faster beside a rescuer than by being rescued each time.
     */
    static long longerHold(long hold) {
        return Math.clamp(2 * hold, SHORTEST_HOLD, LONGEST_HOLD);
    }

    void start() {
        scanner.start();
    }

    void add(Carrier carrier) {
        watches.add(new Watch(carrier));
    }

    void remove(Carrier carrier) {
        watches.removeIf(watch -> watch.carrier == carrier);
        if (stopped) {
            LockSupport.unpark(scanner);
        }
    }

    /** Tells the scanner that a carrier has something to do. On the hot path. */
    void wake() {
        if (asleep) {
            LockSupport.unpark(scanner);
        }
    }

    /** Ends the scanner as soon as the last carrier has passed its work on. A rescuer at work goes on until then. */
    void stop() {
        stopped = true;
        LockSupport.unpark(scanner);
    }

    private void scan() {
        int idleScans = 0;
        while (!stopped || !watches.isEmpty()) {
            idleScans = look() ? idleScans + 1 : 0;
            if (idleScans < SCANS_BEFORE_SLEEP) {
                LockSupport.parkNanos(this, tick);
                continue;
            }
            asleep = true;
            if (look()) { // a carrier that began before it could see the flag is not idle now
                long untilDue = earliestTimer() - Wheel.now();
                LockSupport.parkNanos(this, Math.max(untilDue, 0) + tick);
            }
            asleep = false;
            idleScans = 0;
        }
        rescuers.shutdown();
        report.stop();
    }

    /** Looks at each carrier; true if all are idle. */
    private boolean look() {
        long now = Wheel.now();
        boolean idle = true;
        for (Watch watch : watches) {
            idle &= watch.look(now);
        }
        return idle;
    }

    private long earliestTimer() {
        long earliest = Long.MAX_VALUE / 2;
        for (Watch watch : watches) {
            earliest = Math.min(earliest, watch.carrier.nextTimer());
        }
        return earliest;
    }

    /** What the scanner remembers of a carrier. Scans are counted, not time, so that a pause of the whole JVM is one scan. */
    private final class Watch {

        private final Carrier carrier;
        private long progress;
        private int scans;

        Watch(Carrier carrier) {
            this.carrier = carrier;
        }

        boolean look(long now) {
            long seen = carrier.progress();
            boolean moved = seen != progress;
            progress = seen;
            if (moved || Owner.stateOf(seen) == Owner.INTERNAL || !carrier.hasWork(now)) {
                scans = 0;
                return !moved && Owner.stateOf(seen) == Owner.FREE;
            }
            scans++;
            Thread culprit = carrier.culprit(seen);
            if (scans >= (isBlocked(culprit) ? scansUntilBlockedIsStuck : scansUntilRunningIsStuck)) {
                scans = 0;
                takeOver(seen, culprit);
            }
            return false;
        }

        private boolean isBlocked(Thread culprit) {
            if (culprit == null) {
                return false;
            }
            Thread.State state = culprit.getState();
            return state == Thread.State.BLOCKED || state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        }

        private void takeOver(long stuckAt, Thread culprit) {
            try {
                rescuers.execute(() -> carrier.rescue(stuckAt));
                report.stuck(carrier, culprit);
            } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread; the next scan tries again
                report.noRescuerLeft(carrier, rescuers.getMaximumPoolSize(), e);
            }
        }
    }

    private static final class RescuerFactory implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "fiber-rescue-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
