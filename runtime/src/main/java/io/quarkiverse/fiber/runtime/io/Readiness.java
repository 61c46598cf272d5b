package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.netty.channel.SingleThreadEventLoop;
import io.quarkiverse.fiber.runtime.scheduler.LoopEvents;
import io.quarkiverse.fiber.runtime.scheduler.VirtualThreads;

/** The descriptors whose readiness a loop watches in its own select, and who watches them while it is stuck. */
final class Readiness implements LoopEvents {

    private static final Logger LOG = Logger.getLogger(Readiness.class);

    private static final long FLUSH_MILLIS = 1_000;

    private final SingleThreadEventLoop loop;
    private final LoopSelector selector;
    private final Runnable changed;
    private final Map<Watchable, Registration> registrations = new ConcurrentHashMap<>();
    /** How often the loop has changed what it looks for. Written by the loop's thread. */
    private volatile long changes;
    /** Those of rescuers; more than one only while one of them is stuck itself. */
    private final List<RescueWatch> watches = new CopyOnWriteArrayList<>();

    private final EventTable events;

    /** Of the loop's thread. */
    private boolean behind;

    Readiness(SingleThreadEventLoop loop, LoopSelector selector, FiberIo io) {
        this.loop = loop;
        this.selector = selector;
        this.changed = selector::changed;
        this.events = new EventTable(this, io);
    }

    EventTable events() {
        return events;
    }

    SingleThreadEventLoop loop() {
        return loop;
    }

    LoopSelector selector() {
        return selector;
    }

    /** Whether a fiber can wait here. */
    boolean isOpen() {
        return selector.isOpen();
    }

    /** On the loop's thread, or on a fiber that it carries. */
    void countChange() {
        changes++;
    }

    long changes() {
        return changes;
    }

    Registration registrationOf(Watchable watched) {
        Registration known = registrations.get(watched);
        if (known == null) {
            Registration made = new Registration(watched, this);
            known = registrations.putIfAbsent(watched, made);
            return known == null ? made : known;
        }
        return known;
    }

    void add(Registration registration) {
        registrations.put(registration.watched, registration);
    }

    Registration remove(Watchable watched) {
        return registrations.remove(watched);
    }

    Iterable<Registration> registrations() {
        return registrations.values();
    }

    /** Has the loop look for what the fibers of a descriptor want, and the rescuer, if there is one. Any thread. */
    void arm(Registration registration) {
        if (isOnLoop()) {
            registration.update();
        } else {
            execute(registration);
        }
        armWatch(registration);
    }

    /** A wait has begun whose loop looks already: only a rescuer has to be told. */
    void armWatch(Registration registration) {
        if (!watches.isEmpty()) {
            for (RescueWatch watch : watches) {
                watch.add(registration);
            }
        }
    }

    void execute(Registration registration) {
        try {
            loop.execute(registration);
        } catch (RejectedExecutionException e) {
            registration.watched.lost(registration, null);
        }
    }

    private boolean isOnLoop() {
        return loop.inEventLoop(
                VirtualThreads.available() ? VirtualThreads.currentPlatformThread() : Thread.currentThread());
    }

    /** Has the loop drop the keys of closed channels soon, which keep their descriptors open until its next select. */
    void flush() {
        if (loop.inEventLoop()) {
            selector.changed();
        } else {
            executeOrForget(changed);
        }
    }

    /** Waits, for a bounded time, until the loop has dropped them; not on the loop itself, which would wait for itself. */
    void awaitFlush() {
        NextSelect selected = new NextSelect();
        if (!executeOrForget(selected) || loop.inEventLoop()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            selected.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean executeOrForget(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // it has ended, and dropped all keys
        }
    }

    /** Has rescuers drop the keys of closed channels soon. */
    void flushWatches() {
        for (RescueWatch watch : watches) {
            watch.wakeup();
        }
    }

    /** Waits, for a bounded time, until they have; not on the loop itself. */
    void awaitWatches() {
        if (!loop.inEventLoop()) {
            for (RescueWatch watch : watches) {
                watch.awaitSelect(FLUSH_MILLIS);
            }
        }
    }

    /** Opens after a select. Tasks of a turn run after its select: the next turn's tasks come after the next select. */
    private final class NextSelect extends CountDownLatch implements Runnable {

        /** Only the loop counts. */
        private int step;

        NextSelect() {
            super(1);
        }

        @Override
        public void run() {
            switch (step++) {
                case 0 -> {
                    selector.changed();
                    loop.executeAfterEventLoopIteration(this);
                }
                case 1 -> loop.execute(this);
                default -> countDown();
            }
        }
    }

    @Override
    public boolean awaited() {
        for (Registration registration : registrations.values()) {
            if (registration.watched.isAwaitedAt(registration)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void behind(boolean behind) {
        this.behind = behind;
    }

    /** Whether the caller is the loop, and has still to run fibers that it has woken. */
    boolean isBehind() {
        return loop.inEventLoop() && behind;
    }

    @Override
    public Watch watch() {
        try {
            RescueWatch begun = new RescueWatch(this);
            watches.add(begun);
            begun.start();
            return begun;
        } catch (IOException e) {
            LOG.warnf("The descriptors of a stuck event loop are not watched meanwhile: %s", e);
            return NONE.watch();
        }
    }

    void ended(RescueWatch ended) {
        watches.remove(ended);
    }
}
