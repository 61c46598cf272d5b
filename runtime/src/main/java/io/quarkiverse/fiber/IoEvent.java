package io.quarkiverse.fiber;

/**
 * A callback that waits for a channel, from {@link IoManager#add} until it has been called or deleted. All methods may be
 * called from any thread, any number of times, and do not block.
 */
public interface IoEvent {

    /**
     * Forgets the callback without a call.
     *
     * @return whether that has prevented the call
     */
    boolean delete();

    /**
     * Has the callback called now, with 0 for what is ready.
     *
     * @return whether that was the reason of its call
     */
    boolean cancel();

    /** Whether the callback has neither been called nor deleted. */
    boolean isPending();
}
