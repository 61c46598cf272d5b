package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;

/**
 * Who waits at one loop for one channel of the application's.
 * <p>
 * Each loop has keys of its own, so that a fiber waits where it runs. After an event for which somebody waited the loop goes on
 * to look for input: the next wait, which as a rule comes in the same turn, needs no system call.
 */
final class ChannelEvents implements Watchable {

    private final SelectableChannel channel;
    private final EventTable table;
    /** Null of a channel that is not hooked. */
    private final Fd fd;
    private final Registration registration;
    private final PendingEvents pending = new PendingEvents();

    /** Whether the loop looks for input for which nobody waits. Written by the loop and by rescuers; inexact. */
    private volatile boolean inputKept;

    ChannelEvents(SelectableChannel channel, Fd fd, EventTable table, Readiness home) {
        this.channel = channel;
        this.fd = fd;
        this.table = table;
        this.registration = fd == null ? new Registration(this, home) : home.registrationOf(fd);
    }

    /** Has the loop, and a rescuer, know of who will wait here. */
    void begin() {
        if (fd == null) {
            registration.home.add(registration);
        } else {
            fd.share(this);
        }
    }

    void end() {
        if (fd == null) {
            registration.home.remove(this);
        } else {
            fd.unshare(this);
            if (fd.isClosed()) {
                registration.home.remove(fd); // the close may have come before it was there
            }
        }
    }

    Registration registration() {
        return registration;
    }

    /** Any thread. False if the channel has been forgotten meanwhile. */
    boolean add(Event event) {
        event.addedTo(pending);
        if (!pending.add(event)) {
            return false;
        }
        registration.home.arm(registration);
        if (!event.isPending()) {
            pending.remove(event); // it may have been cancelled before it was there
        }
        return true;
    }

    PendingEvents pending() {
        return pending;
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
        pending.end();
        table.remove(this);
        for (Event event; (event = pending.takeAfterEnd()) != null;) {
            if (why != null) {
                event.refuse(why);
            } else if (isClosed()) {
                event.close();
            } else {
                table.addElsewhere(channel, fd, event);
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
        return registration == asked;
    }

    @Override
    public int wantedFrom(Registration asked) {
        return Interest.ops(channel, pending.interest() | (inputKept ? Interest.INPUT : 0));
    }

    @Override
    public int awaitedOps() {
        return Interest.ops(channel, pending.interest());
    }

    @Override
    public boolean isAwaitedAt(Registration asked) {
        return !pending.isEmpty();
    }

    @Override
    public boolean ready(Registration at, int ops) {
        int directions = Interest.directions(ops);
        int claimed = pending.fire(directions);
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
