package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A hooked socket and the plain one at its other end. */
record Pair(Socket hooked, Socket peer) implements AutoCloseable {

    private static final int ROOM = 4 * 1024;
    /** What a peer waits for comes before, or not at all. */
    private static final int HANGS = 20_000;

    static Pair of(HookedIo hooked, Row row) throws Exception {
        try (ServerSocket listener = HookedIo.plainListener()) {
            Socket socket = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(listener)));
            return new Pair(socket, accept(listener));
        }
    }

    /** With little room for what the peer does not read. */
    static Pair narrow(HookedIo hooked, Row row) throws Exception {
        try (ServerSocket listener = new ServerSocket()) {
            listener.setReceiveBufferSize(ROOM);
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            Socket socket = hooked.socket();
            socket.setSendBufferSize(ROOM);
            hooked.run(row, () -> {
                socket.connect(HookedIo.addressOf(listener));
                return null;
            });
            return new Pair(socket, accept(listener));
        }
    }

    /** A byte that the hooked side sends comes back to it, for which it waits. */
    void assertEcho(HookedIo on, int value) throws Exception {
        var answer = on.start(Row.EVENT_LOOP, () -> {
            hooked.getOutputStream().write(value);
            return hooked.getInputStream().read();
        }).parked();
        peer.getOutputStream().write(peer.getInputStream().read());
        assertEquals(value, answer.get());
    }

    private static Socket accept(ServerSocket listener) throws Exception {
        Socket peer = listener.accept();
        peer.setSoTimeout(HANGS);
        return peer;
    }

    @Override
    public void close() throws Exception {
        hooked.close();
        peer.close();
    }
}
