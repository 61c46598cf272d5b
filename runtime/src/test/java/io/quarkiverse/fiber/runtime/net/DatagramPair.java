package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A hooked datagram socket, not connected, and a plain one to talk to. */
record DatagramPair(DatagramSocket hooked, DatagramSocket peer) implements AutoCloseable {

    private static final int MOST = 65_507;
    /** What a peer waits for comes before, or not at all. */
    private static final int HANGS = 20_000;

    static DatagramPair of(HookedIo hooked) throws Exception {
        InetSocketAddress any = new InetSocketAddress(HookedIo.LOOPBACK, 0);
        DatagramSocket peer = new DatagramSocket(any);
        peer.setSoTimeout(HANGS);
        return new DatagramPair(HookedSockets.datagrams(hooked.io, any), peer);
    }

    DatagramPacket receive(int room) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[room], room);
        hooked.receive(packet);
        return packet;
    }

    void peerSends(byte[] bytes) throws IOException {
        peer.send(new DatagramPacket(bytes, bytes.length, hooked.getLocalSocketAddress()));
    }

    byte[] peerReceives() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
        peer.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        hooked.close();
        peer.close();
    }
}
