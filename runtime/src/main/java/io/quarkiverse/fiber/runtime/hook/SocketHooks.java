package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedSockets;

/** What {@code new Socket(...)} becomes. */
@HooksOf(Socket.class)
public final class SocketHooks {

    private SocketHooks() {
    }

    public static Socket create() {
        FiberIo io = CurrentIo.get();
        return io == null ? new Socket() : HookedSockets.open(io);
    }

    public static Socket create(Proxy proxy) {
        FiberIo io = CurrentIo.get();
        return io == null ? new Socket(proxy) : HookedSockets.open(io, proxy);
    }

    public static Socket create(String host, int port) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new Socket(host, port) : HookedSockets.connect(io, host, port, null);
    }

    public static Socket create(InetAddress address, int port) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new Socket(address, port) : HookedSockets.connect(io, HookedSockets.address(address, port), null);
    }

    public static Socket create(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new Socket(host, port, localAddress, localPort)
                : HookedSockets.connect(io, host, port,
                        new InetSocketAddress(localAddress, localPort));
    }

    public static Socket create(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new Socket(address, port, localAddress, localPort)
                : HookedSockets.connect(io, HookedSockets.address(address, port),
                        new InetSocketAddress(localAddress, localPort));
    }

    @SuppressWarnings("removal")
    public static Socket create(String host, int port, boolean stream) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null || !stream ? new Socket(host, port, stream)
                : HookedSockets.connect(io, host, port, null);
    }

    @SuppressWarnings("removal")
    public static Socket create(InetAddress address, int port, boolean stream) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null || !stream ? new Socket(address, port, stream)
                : HookedSockets.connect(io, HookedSockets.address(address, port), null);
    }
}
