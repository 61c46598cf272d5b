package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who waits at one loop for one channel of the application's.
 * <p>
 * Each loop has keys of its own, so that a fiber waits where it runs. After an event for which somebody waited the loop goes on
 * to look for input: the next wait, which as a rule comes in the same turn, needs no system call.
 */
final class ChannelEvents implements Watchable {

    private final SelectableChannel channel;
    private final EventTable table;
    private final Registration registration;
    private final Queue<Event> pending = new ConcurrentLinkedQueue<>();

    /** Whether the loop looks for input for which nobody waits. Written by the loop and by rescuers; inexact. */
    private volatile boolean inputKept;
    /** Written true by who takes this from the table: from then on an event here is looked at by nobody. */
    private volatile boolean forgotten;

    ChannelEvents(SelectableChannel channel, EventTable table, Readiness home) {
        this.channel = channel;
        this.table = table;
        this.registration = new Registration(this, home);
    }

    Registration registration() {
        return registration;
    }

    /** Any thread. False if the channel has been forgotten meanwhile. */
    boolean add(Event event) {
        event.addedTo(this);
        pending.add(event);
        if (forgotten && pending.remove(event)) {
            return false;
        }
        registration.home.arm(registration);
        if (!event.isPending()) {
            pending.remove(event); // it may have been cancelled before it was there
        }
        return true;
    }

    /** The loop stops looking at its next event. Any thread. */
    void remove(Event event) {
        pending.remove(event);
    }

    int pendingEvents() {
        return pending.size();
    }

    int cancel(int directions) {
        int cancelled = 0;
        for (Event event : pending) {
            if ((event.interest & directions) != 0 && event.cancel()) {
                cancelled++;
            }
        }
        return cancelled;
    }

    /** On the loop: what to look for may have changed with the channel's state, and nobody says when. */
    void refresh() {
        if (!pending.isEmpty()) {
            registration.update();
        }
    }

    /**
     * Has nobody wait here any more: they are told of the close or of the reason, or go elsewhere.
     *
     * @param why null if there is no other reason than that the channel is closed or the loop has ended
     */
    void forget(Throwable why) {
        forgotten = true;
        table.remove(this);
        for (Event event; (event = pending.poll()) != null;) {
            if (why != null) {
                event.refuse(why);
            } else if (isClosed()) {
                event.close();
            } else {
                table.addElsewhere(channel, event);
            }
        }
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isAt(Registration asked) {
        return true;
    }

    @Override
    public int wantedFrom(Registration asked) {
        return Interest.ops(channel, interest() | (inputKept ? Interest.INPUT : 0));
    }

    @Override
    public int awaitedOps() {
        return Interest.ops(channel, interest());
    }

    private int interest() {
        int interest = 0;
        for (Event event : pending) {
            interest |= event.interest;
        }
        return interest;
    }

    @Override
    public boolean isAwaitedAt(Registration asked) {
        return !pending.isEmpty();
    }

    @Override
    public boolean ready(int ops) {
        int directions = Interest.directions(ops);
        int claimed = 0;
        for (Iterator<Event> events = pending.iterator(); events.hasNext();) {
            Event event = events.next();
            int ready = event.interest & directions;
            if (ready != 0) {
                events.remove();
                claimed |= ready;
                event.fire(ready);
            }
        }
        if ((directions & Interest.INPUT) != 0) {
            inputKept = (claimed & Interest.INPUT) != 0;
        }
        return !inputKept || directions != Interest.INPUT;
    }

    @Override
    public void lost(Registration at, Throwable why) {
        at.lose();
        forget(why);
    }
}
