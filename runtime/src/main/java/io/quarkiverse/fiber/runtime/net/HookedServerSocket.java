package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** A {@link ServerSocket} whose connections are hooked. */
final class HookedServerSocket extends ServerSocket implements FdOwner {

    private final FiberIo io;
    private final HookedServerSocketImpl impl;

    HookedServerSocket(FiberIo io) {
        this(io, new HookedServerSocketImpl(io));
    }

    private HookedServerSocket(FiberIo io, HookedServerSocketImpl impl) {
        super(impl);
        this.io = io;
        this.impl = impl;
    }

    @Override
    public Fd fd() {
        return impl.fd();
    }

    @Override
    public Socket accept() throws IOException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        if (!isBound()) {
            throw new SocketException("Socket is not bound yet");
        }
        HookedSocketImpl connection = new HookedSocketImpl(io);
        Socket socket = new HookedSocket(connection, connection);
        implAccept(socket);
        return socket;
    }
}
