package io.quarkiverse.fiber.runtime.hook;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedSockets;

/** What {@code new DatagramSocket(...)} becomes. */
@HooksOf(DatagramSocket.class)
public final class DatagramSocketHooks {

    private DatagramSocketHooks() {
    }

    public static DatagramSocket create() throws SocketException {
        return create(new InetSocketAddress(0));
    }

    public static DatagramSocket create(SocketAddress local) throws SocketException {
        FiberIo io = CurrentIo.get();
        return io == null ? new DatagramSocket(local) : HookedSockets.datagrams(io, local);
    }

    public static DatagramSocket create(int port) throws SocketException {
        return create(port, null);
    }

    public static DatagramSocket create(int port, InetAddress address) throws SocketException {
        return create(new InetSocketAddress(address, port));
    }
}
