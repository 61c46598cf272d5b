package io.quarkiverse.fiber;

/** What to do when a channel is ready; see {@link IoManager#add}. */
@FunctionalInterface
public interface IoCallback {

    /**
     * Called once, on a fiber of its own that may park.
     *
     * @param ready which of the operations asked for are possible, in the bits of {@link java.nio.channels.SelectionKey}; all
     *        of them after an error or a close, which the operation itself will tell; 0 if the event was cancelled, or if the
     *        channel cannot be watched
     */
    void ready(int ready);
}
