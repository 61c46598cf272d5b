package io.quarkiverse.fiber.runtime.io;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who waits through the {@link io.quarkiverse.fiber.IoManager} for a channel that is hooked, at each loop. A loop has one key
 * for a channel: they share it with the descriptor.
 */
final class SharedEvents {

    private final List<ChannelEvents> all = new CopyOnWriteArrayList<>();

    void add(ChannelEvents events) {
        all.add(events);
    }

    void remove(ChannelEvents events) {
        all.remove(events);
    }

    boolean areAt(Registration asked) {
        for (ChannelEvents events : all) {
            if (events.isAt(asked)) {
                return true;
            }
        }
        return false;
    }

    int wantedFrom(Registration asked) {
        int wanted = 0;
        for (ChannelEvents events : all) {
            wanted |= events.isAt(asked) ? events.wantedFrom(asked) : 0;
        }
        return wanted;
    }

    int awaitedOps() {
        int awaited = 0;
        for (ChannelEvents events : all) {
            awaited |= events.awaitedOps();
        }
        return awaited;
    }

    boolean areAwaitedAt(Registration asked) {
        for (ChannelEvents events : all) {
            if (events.isAt(asked) && events.isAwaitedAt(asked)) {
                return true;
            }
        }
        return false;
    }

    /** Those at other loops are told by them: what is ready here may have been taken when they begin to wait. */
    boolean ready(Registration at, int ops) {
        boolean again = false;
        for (ChannelEvents events : all) {
            again |= events.isAt(at) && events.ready(at, ops);
        }
        return again;
    }

    void lost(Registration at, Throwable why) {
        for (ChannelEvents events : all) {
            if (events.isAt(at)) {
                events.forget(why);
            }
        }
    }

    /** The channel is closed. */
    void forget() {
        for (ChannelEvents events : all) {
            events.forget(null);
        }
    }
}
