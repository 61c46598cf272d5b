package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For servers that cannot choose one themselves. */
final class FreePort {

    private FreePort() {
    }

    static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
