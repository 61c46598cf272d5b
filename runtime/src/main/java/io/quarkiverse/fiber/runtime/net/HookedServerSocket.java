package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

import io.quarkiverse.fiber.runtime.io.FiberIo;

/** A {@link ServerSocket} whose connections are hooked. */
final class HookedServerSocket extends ServerSocket {

    private final FiberIo io;

    HookedServerSocket(FiberIo io) {
        super(new HookedServerSocketImpl(io));
        this.io = io;
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
