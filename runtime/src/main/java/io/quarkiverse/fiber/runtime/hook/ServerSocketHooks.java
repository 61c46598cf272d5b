package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedSockets;

/** What {@code new ServerSocket(...)} becomes. */
@HooksOf(ServerSocket.class)
public final class ServerSocketHooks {

    private ServerSocketHooks() {
    }

    public static ServerSocket create() throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new ServerSocket() : HookedSockets.listener(io);
    }

    public static ServerSocket create(int port) throws IOException {
        return create(port, HookedSockets.BACKLOG, null);
    }

    public static ServerSocket create(int port, int backlog) throws IOException {
        return create(port, backlog, null);
    }

    public static ServerSocket create(int port, int backlog, InetAddress address) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? new ServerSocket(port, backlog, address) : HookedSockets.listener(io, port, backlog, address);
    }
}
