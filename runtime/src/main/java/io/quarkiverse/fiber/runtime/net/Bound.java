package io.quarkiverse.fiber.runtime.net;

import java.net.DatagramSocket;
import java.net.SocketAddress;

/** Where a socket is bound, for people who ask. */
record Bound(DatagramSocket socket) {

    @Override
    public String toString() {
        SocketAddress local = socket.getLocalSocketAddress();
        return local == null ? "" : "bound to " + local;
    }
}
