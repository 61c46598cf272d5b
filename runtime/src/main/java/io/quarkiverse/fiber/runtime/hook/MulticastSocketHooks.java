package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.SocketAddress;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedSockets;

/** What {@code new MulticastSocket(...)} becomes. */
@HooksOf(MulticastSocket.class)
public final class MulticastSocketHooks {

    private MulticastSocketHooks() {
    }

    public static MulticastSocket create() throws IOException {
        return create(new InetSocketAddress(0));
    }

    public static MulticastSocket create(int port) throws IOException {
        return create(new InetSocketAddress(port));
    }

    public static MulticastSocket create(SocketAddress local) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new MulticastSocket(local) : HookedSockets.multicast(io, local);
    }
}
