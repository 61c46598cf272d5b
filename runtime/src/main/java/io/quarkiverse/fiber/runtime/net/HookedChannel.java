package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;

/**
 * A channel of ours around one of the JDK's, which is non-blocking whatever the mode of this one: that is the user's view.
 * In blocking mode an operation waits for the descriptor, in non-blocking mode it is that of the channel within.
 */
interface HookedChannel extends FdOwner, Channel {

    /** The keys that the application has. */
    ChannelKeys keys();

    /** {@code begin()}, which is protected, as is {@code end}. */
    void beginWait();

    void endWait(boolean completed) throws AsynchronousCloseException;

    /** As with the JDK's, a channel with keys stays in non-blocking mode. */
    default void requireModeFor(boolean block) {
        if (block && keys().areValid()) {
            throw new IllegalBlockingModeException();
        }
    }

    /** @param released as {@link Fd#close} has it */
    default void closeWithin(boolean released) throws IOException {
        keys().forget();
        fd().close(released);
    }

    /** Code that is not hooked may have closed the channel within, which it can get from a key. */
    default void requireOpen() throws IOException {
        if (isOpen() && !fd().channel().isOpen()) {
            close();
        }
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
