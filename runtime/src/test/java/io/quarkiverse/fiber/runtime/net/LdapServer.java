package io.quarkiverse.fiber.runtime.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets everybody in, in the words of LDAP, and knows nothing else. */
final class LdapServer implements AutoCloseable {

    private static final int BIND = 0x60;

    private final ServerSocket listener;
    private final boolean silent;
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * @param silent whether it answers nothing at all
     */
    LdapServer(ServerSocket listener, boolean silent) {
        this.listener = listener;
        this.silent = silent;
        Thread.ofPlatform().daemon().start(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed: no more clients
        }
    }

    /** Each message has a tag, a length, the tag and length and value of its number, and the tag of what it asks for. */
    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (in.read() >= 0) {
                byte[] message = new byte[in.read()];
                in.readFully(message);
                if (message[3] == BIND && !silent) {
                    connection.getOutputStream().write(
                            new byte[] { 0x30, 12, 2, 1, message[2], 0x61, 7, 10, 1, 0, 4, 0, 4, 0 });
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
