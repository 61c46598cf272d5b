package io.quarkiverse.fiber.runtime.hook;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What {@code SelectionKey.channel()} becomes: the channel that was registered, see {@link SelectableChannelHooks}. */
@HooksOf(SelectionKey.class)
public final class SelectionKeyHooks {

    private SelectionKeyHooks() {
    }

    public static SelectableChannel channel(SelectionKey key) {
        return HookedChannels.channelOf(key);
    }
}
