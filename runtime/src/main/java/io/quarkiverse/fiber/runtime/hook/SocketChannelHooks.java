package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What {@code SocketChannel.open(...)} becomes. */
@HooksOf(SocketChannel.class)
public final class SocketChannelHooks {

    private SocketChannelHooks() {
    }

    public static SocketChannel open() throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? SocketChannel.open() : HookedChannels.open(io);
    }

    public static SocketChannel open(ProtocolFamily family) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? SocketChannel.open(family) : HookedChannels.open(io, family);
    }

    public static SocketChannel open(SocketAddress remote) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? SocketChannel.open(remote) : HookedChannels.connect(io, remote);
    }
}
