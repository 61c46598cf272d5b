package io.quarkiverse.fiber.runtime.net;

import java.net.ServerSocket;
import java.net.Socket;

/** A hooked socket and the plain one at its other end. */
record Pair(Socket hooked, Socket peer) implements AutoCloseable {

    static Pair of(HookedIo hooked, Row row) throws Exception {
        try (ServerSocket listener = HookedIo.plainListener()) {
            Socket socket = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(listener)));
            return new Pair(socket, listener.accept());
        }
    }

    @Override
    public void close() throws Exception {
        hooked.close();
        peer.close();
    }
}
