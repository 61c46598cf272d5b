package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.ServerSocketChannel;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What {@code ServerSocketChannel.open(...)} becomes. */
@HooksOf(ServerSocketChannel.class)
public final class ServerSocketChannelHooks {

    private ServerSocketChannelHooks() {
    }

    public static ServerSocketChannel open() throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? ServerSocketChannel.open() : HookedChannels.listener(io);
    }

    public static ServerSocketChannel open(ProtocolFamily family) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? ServerSocketChannel.open(family) : HookedChannels.listener(io, family);
    }
}
