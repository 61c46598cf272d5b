package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;

/** What a loop watches, and a rescuer while the loop is stuck. */
interface Watchable {

    SelectableChannel channel();

    boolean isClosed();

    /** Whether this is where it is waited for now. */
    boolean isAt(Registration asked);

    /** What the loop has to look for. */
    int wantedFrom(Registration asked);

    /** What is waited for just now. */
    int awaitedOps();

    /** Whether anything is waited for just now, there. */
    boolean isAwaitedAt(Registration asked);

    /** Takes the events of a select there; true if the loop has to look again at what is wanted. */
    boolean ready(Registration at, int ops);

    /**
     * The loop does not watch any more, or cannot: who waits goes elsewhere, or fails.
     *
     * @param why null if it has just ended
     */
    void lost(Registration at, Throwable why);
}
