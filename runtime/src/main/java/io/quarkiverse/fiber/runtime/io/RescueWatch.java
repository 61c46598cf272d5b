package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.runtime.scheduler.LoopEvents;

/**
 * Watches the descriptors of a stuck loop with a selector of the rescuer's own. What came too late for it goes to the loop:
 * a registration that is added after the end is seen by {@link #add}, one before it by {@link #close}.
 */
final class RescueWatch implements LoopEvents.Watch {

    private static final Logger LOG = Logger.getLogger(RescueWatch.class);

    private final Readiness home;
    private final Selector selector;
    /** Made with the watch, so that a rehearsal of a rescue has linked it. */
    private final Consumer<SelectionKey> ready = this::ready;
    private final Queue<Registration> added = new ConcurrentLinkedQueue<>();

    /** Whether the selector has been woken, so that most who wake the rescuer take no lock of its selector. */
    private final AtomicBoolean woken = new AtomicBoolean();

    /** Written by the rescuer, as the next. */
    private volatile boolean closed;
    private volatile int selects;

    RescueWatch(Readiness home) throws IOException {
        this.home = home;
        this.selector = Selector.open();
    }

    void start() {
        for (Registration registration : home.registrations()) {
            if (registration.watched.isAwaitedAt(registration)) {
                added.add(registration);
            }
        }
    }

    /** A fiber waits for a descriptor. Any thread. */
    void add(Registration registration) {
        added.add(registration);
        if (closed) {
            home.execute(registration);
        } else {
            wakeup();
        }
    }

    @Override
    public void await(long nanos) {
        for (Registration registration; (registration = added.poll()) != null;) {
            register(registration);
        }
        try {
            if (nanos == 0) {
                selector.selectNow(ready);
            } else {
                long most = home.events().isEmpty() ? Long.MAX_VALUE - 1_000_000 : EventTable.SWEEP_NANOS;
                selector.select(ready, TimeUnit.NANOSECONDS.toMillis(Math.min(nanos, most) + 999_999));
            }
            home.events().forgetClosed();
        } catch (IOException e) {
            LOG.warnf("The descriptors of a stuck event loop are not watched meanwhile: %s", e);
            LoopEvents.NONE.watch().await(nanos);
        }
        selects++;
        woken.set(false); // not later: its caller is going to look for work
    }

    /**
     * Waits until keys that are cancelled by now are dropped: the select that is under way may be past that, the next is not. A
     * fiber that the rescuer runs lets it select by waiting.
     */
    void awaitSelect(long millis) {
        int seen = selects;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        while (!closed && selects - seen < 2 && !Deadlines.isPast(deadline)) {
            wakeup();
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, NativeWait.SIGNAL_PERIOD);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void register(Registration registration) {
        Watchable watched = registration.watched;
        try {
            watched.channel().register(selector, watched.awaitedOps(), registration);
        } catch (ClosedChannelException | IllegalStateException | IllegalArgumentException e) {
            LOG.tracef("%s was closed meanwhile, or cannot be watched, which the loop says when it is back: %s", watched, e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            Registration registration = (Registration) key.attachment();
            registration.watched.ready(registration, key.readyOps());
            key.interestOps(registration.watched.awaitedOps());
        } catch (CancelledKeyException e) {
            LOG.tracef("A descriptor was closed meanwhile");
        }
    }

    @Override
    public void wakeup() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        closed = true;
        home.ended(this);
        for (SelectionKey key : selector.keys()) {
            key.cancel();
        }
        try (selector) {
            selector.selectNow(); // or the descriptors of closed channels stay open
        } catch (IOException e) {
            LOG.debugf(e, "A selector could not be closed");
        }
        for (Registration registration : home.registrations()) {
            if (registration.watched.isAwaitedAt(registration)) {
                home.arm(registration); // also for a rescuer that has taken over from this one
            }
        }
    }
}
