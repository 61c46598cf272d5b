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
    /** How many times as long as {@code runningAfter} a fiber may keep a loop for which no other fiber waits. */
    private static final int ALONE = 10;
    /** How often the scanner looks at carriers that have nothing to do than to wait for events of their loop. */
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(50);

    private final long tick;
    private final int scansUntilBlockedIsStuck = 1;
    private final int scansUntilRunningIsStuck;
    private final int scansUntilLoopIsHeld;
    private final long runningAfter;
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
        this.runningAfter = runningAfter.toNanos();
        this.scansUntilRunningIsStuck = (int) Math.clamp(runningAfter.toNanos() / tick, 1, Integer.MAX_VALUE);
        this.scansUntilLoopIsHeld = (int) Math.min((long) ALONE * scansUntilRunningIsStuck, Integer.MAX_VALUE);
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

    /** Loads what a rescue needs while no fiber of the carrier can be next for a lock of the class loader. */
    static void rehearse(Carrier carrier) {
        new Rescue(carrier, Owner.NEVER, null).run();
    }

    StuckReport report() {
        return report;
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
            boolean idle = look(); // a carrier that began before it could see the flag is not idle now
            if (idle) {
                long untilDue = Math.max(earliestTimer() - Wheel.now(), 0) + tick;
                LockSupport.parkNanos(this, isAnEventAwaited() ? Math.min(untilDue, NAP) : untilDue);
            }
            asleep = false;
            idleScans = idle ? SCANS_BEFORE_SLEEP - 1 : 0;
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

    private boolean isAnEventAwaited() {
        for (Watch watch : watches) {
            if (watch.carrier.awaitsEvents()) {
                return true;
            }
        }
        return false;
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
        private boolean probed;
        private long lastProbe;

        Watch(Carrier carrier) {
            this.carrier = carrier;
        }

        boolean look(long now) {
            long seen = carrier.progress();
            boolean moved = seen != progress;
            progress = seen;
            boolean answered = moved && probed;
            probed &= !moved;
            if (moved || Owner.stateOf(seen) == Owner.INTERNAL) {
                scans = 0;
                return answered && !carrier.hasWork(now);
            }
            if (Owner.stateOf(seen) == Owner.WATCHING) { // one that is idle, unless it waits for a lock or has failed
                Thread.State rescuer = carrier.culprit(seen).getState();
                scans = rescuer == Thread.State.BLOCKED || rescuer == Thread.State.TERMINATED ? scans + 1 : 0;
                if (scans > scansUntilBlockedIsStuck) {
                    scans = 0;
                    takeOver(seen, carrier.culprit(seen));
                }
                return false;
            }
            boolean inFiber = Owner.stateOf(seen) == Owner.RUNNING;
            if (!carrier.hasWork(now) && !probed && !(inFiber && carrier.awaitsEvents())) {
                return inFiber ? lookAtLoneFiber(seen) : lookForEvents(now, seen);
            }
            scans++;
            Thread culprit = carrier.culprit(seen);
            if (scans >= (isBlocked(culprit) ? scansUntilBlockedIsStuck : scansUntilRunningIsStuck)) {
                scans = 0;
                takeOver(seen, culprit);
            }
            return false;
        }

        /** No fiber waits for it, so that there is nothing to take over, but the I/O of the loop does. */
        private boolean lookAtLoneFiber(long seen) {
            Thread culprit = carrier.culprit(seen);
            if (++scans == scansUntilLoopIsHeld && carrier.group().sharesLoops() && culprit == carrier.loopThread()) {
                report.held(carrier, culprit, runningAfter * ALONE);
            }
            return false;
        }

        /**
         * A loop without work that is in its select looks like one in a long handler: only an answer tells them apart. One
         * that is blocked for two looks is not in its select.
         */
        private boolean lookForEvents(long now, long seen) {
            if (!isBlocked(carrier.loopThread())) {
                scans = 0;
                if (now - lastProbe >= runningAfter / 2) { // not each time: the answer takes a look at each descriptor
                    lastProbe = now;
                    if (carrier.awaitsEvents()) {
                        probed = true;
                        carrier.probe();
                    }
                }
                return true;
            }
            if (!carrier.awaitsEvents()) {
                scans = 0;
                return true;
            }
            if (++scans > scansUntilBlockedIsStuck) {
                scans = 0;
                takeOver(seen, carrier.loopThread());
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
                rescuers.execute(new Rescue(carrier, stuckAt, culprit));
            } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread; the next scan tries again
                report.noRescuerLeft(carrier, rescuers.getMaximumPoolSize(), e);
            }
        }
    }

    private record Rescue(Carrier carrier, long stuckAt, Thread culprit) implements Runnable {

        @Override
        public void run() {
            carrier.rescue(stuckAt, culprit);
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
