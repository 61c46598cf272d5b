package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A target that does not answer a connect: a listener whose backlog is full. */
public final class SilentTarget implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    public SilentTarget() throws IOException {
        listener = new ServerSocket(0, 1, HookedIo.LOOPBACK);
        for (;;) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(address(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    public InetSocketAddress address() {
        return HookedIo.addressOf(listener);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
