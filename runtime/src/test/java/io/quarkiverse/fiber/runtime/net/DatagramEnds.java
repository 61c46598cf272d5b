package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;

/** The two sockets under test of a program about datagrams, and the packet into which both receive. */
final class DatagramEnds implements AutoCloseable {

    static final int COUNT = 2;
    /** Nobody has this port. */
    static final InetSocketAddress NOBODY = new InetSocketAddress(HookedIo.LOOPBACK, 1);

    private static final int ROOM = 70_000;

    private final DatagramSocket[] sockets = new DatagramSocket[COUNT];
    private final DatagramPacket packet = new DatagramPacket(new byte[ROOM], 3, ROOM - 3);
    /** The last that each had, for a datagram outlives its sender. */
    private final int[] ports = new int[COUNT];

    static char nameOfEnd(int end) {
        return (char) ('a' + end);
    }

    static NetworkInterface loopback() throws SocketException {
        return NetworkInterface.getByInetAddress(HookedIo.LOOPBACK);
    }

    void open(int end, DatagramSocket socket) {
        sockets[end] = socket;
    }

    DatagramSocket socket(int end) {
        return sockets[end];
    }

    InetSocketAddress address(int end) {
        return new InetSocketAddress(HookedIo.LOOPBACK, sockets[end].getLocalPort());
    }

    DatagramPacket packet() {
        return packet;
    }

    byte[] receive(int end) throws IOException {
        sockets[end].receive(packet);
        return Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
    }

    void rememberPorts() {
        for (int end = 0; end < COUNT; end++) {
            if (sockets[end] != null && sockets[end].getLocalPort() > 0) {
                ports[end] = sockets[end].getLocalPort();
            }
        }
    }

    /** Null for a port of somebody else's. */
    String nameOf(int port) {
        for (int end = 0; end < COUNT; end++) {
            if (port == ports[end]) {
                return "port of " + nameOfEnd(end);
            }
        }
        return port == NOBODY.getPort() ? "port of nobody" : null;
    }

    @Override
    public void close() {
        for (DatagramSocket socket : sockets) {
            if (socket != null) {
                socket.close();
            }
        }
    }
}
