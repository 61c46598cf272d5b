package io.quarkiverse.fiber.runtime.hook;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What {@code Channels.newInputStream(...)} and {@code newOutputStream(...)} become. */
@HooksOf(Channels.class)
public final class ChannelsHooks {

    private ChannelsHooks() {
    }

    public static InputStream newInputStream(ReadableByteChannel channel) {
        return HookedChannels.input(channel);
    }

    public static OutputStream newOutputStream(WritableByteChannel channel) {
        return HookedChannels.output(channel);
    }
}
