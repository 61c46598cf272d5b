package io.quarkiverse.fiber.runtime.hook;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;

import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** As {@link SelectableChannelHooks}: calls that name a class of channels find the methods here. */
@HooksOf(AbstractSelectableChannel.class)
public final class AbstractSelectableChannelHooks {

    private AbstractSelectableChannelHooks() {
    }

    public static SelectionKey register(AbstractSelectableChannel channel, Selector selector, int ops, Object attachment)
            throws ClosedChannelException {
        return HookedChannels.register(channel, selector, ops, attachment);
    }

    public static SelectionKey keyFor(AbstractSelectableChannel channel, Selector selector) {
        return HookedChannels.keyFor(channel, selector);
    }

    public static boolean isRegistered(AbstractSelectableChannel channel) {
        return HookedChannels.isRegistered(channel);
    }
}
