package io.quarkiverse.fiber.runtime.hook;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What a selector is to a channel, which may be hooked: the JDK's selectors take the JDK's channels only. */
@HooksOf(SelectableChannel.class)
public final class SelectableChannelHooks {

    private SelectableChannelHooks() {
    }

    public static SelectionKey register(SelectableChannel channel, Selector selector, int ops) throws ClosedChannelException {
        return HookedChannels.register(channel, selector, ops, null);
    }

    public static SelectionKey register(SelectableChannel channel, Selector selector, int ops, Object attachment)
            throws ClosedChannelException {
        return HookedChannels.register(channel, selector, ops, attachment);
    }

    public static SelectionKey keyFor(SelectableChannel channel, Selector selector) {
        return HookedChannels.keyFor(channel, selector);
    }

    public static boolean isRegistered(SelectableChannel channel) {
        return HookedChannels.isRegistered(channel);
    }
}
