package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The channels of the application's for which somebody has waited at one loop. Nobody says when such a channel is closed, so
 * the loop looks from time to time, while there are any; that look also has it give the descriptor back.
 */
final class EventTable {

    static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Readiness home;
    private final FiberIo io;
    private final Map<SelectableChannel, ChannelEvents> channels = new ConcurrentHashMap<>();

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Runnable sweep = new Runnable() {
        @Override
        public void run() {
            sweep();
        }
    };

    EventTable(Readiness home, FiberIo io) {
        this.home = home;
        this.io = io;
    }

    /**
     * Any thread.
     *
     * @param fd null if the channel is not hooked
     */
    void add(SelectableChannel channel, Fd fd, Event event) {
        ChannelEvents known;
        do {
            known = channels.get(channel);
            if (known == null) {
                ChannelEvents made = new ChannelEvents(channel, fd, this, home);
                made.begin();
                known = channels.putIfAbsent(channel, made);
                if (known == null) {
                    known = made;
                    startSweeping();
                } else {
                    made.end();
                }
            }
        } while (!known.add(event));
    }

    /** The loop here has ended. */
    void addElsewhere(SelectableChannel channel, Fd fd, Event event) {
        Readiness other = io.anyHome();
        if (other == null) {
            event.refuse(new IllegalStateException(FiberIo.STOPPED));
        } else {
            other.events().add(channel, fd, event);
        }
    }

    void remove(ChannelEvents forgotten) {
        channels.remove(forgotten.channel(), forgotten);
        forgotten.end();
    }

    int cancel(SelectableChannel channel, int directions) {
        ChannelEvents known = channels.get(channel);
        return known == null ? 0 : known.pending().cancel(directions);
    }

    Collection<ChannelEvents> channels() {
        return channels.values();
    }

    boolean isEmpty() {
        return channels.isEmpty();
    }

    /** Tells who waits for a channel that has been closed. On the loop, or by a rescuer. */
    void forgetClosed() {
        for (ChannelEvents channel : channels.values()) {
            if (channel.isClosed()) {
                channel.forget(null);
            }
        }
    }

    private void startSweeping() {
        if (sweeping.compareAndSet(false, true)) {
            try {
                home.loop().schedule(sweep, SWEEP_NANOS, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                sweeping.set(false); // the loop has ended: who waits goes elsewhere
            }
        }
    }

    private void sweep() {
        try {
            forgetClosed();
            for (ChannelEvents channel : channels.values()) {
                channel.refresh();
            }
            home.selector().changed();
        } finally {
            sweeping.set(false);
            if (!channels.isEmpty() && !io.isStopped()) {
                startSweeping();
            }
        }
    }
}
