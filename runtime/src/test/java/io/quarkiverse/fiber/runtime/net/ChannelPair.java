package io.quarkiverse.fiber.runtime.net;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A hooked channel and the plain socket at its other end. */
record ChannelPair(SocketChannel hooked, Socket peer) implements AutoCloseable {

    private static final int ROOM = 4 * 1024;
    /** What a peer waits for comes before, or not at all. */
    private static final int HANGS = 20_000;

    static ChannelPair of(HookedIo hooked, Row row) throws Exception {
        try (ServerSocket listener = HookedIo.plainListener()) {
            SocketChannel channel = hooked.run(row,
                    () -> HookedChannels.connect(hooked.io, HookedIo.addressOf(listener)));
            return new ChannelPair(channel, accept(listener));
        }
    }

    /** With little room for what the peer does not read. */
    static ChannelPair narrow(HookedIo hooked, Row row) throws Exception {
        try (ServerSocket listener = new ServerSocket()) {
            listener.setReceiveBufferSize(ROOM);
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            SocketChannel channel = HookedChannels.open(hooked.io);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, ROOM);
            hooked.run(row, () -> channel.connect(HookedIo.addressOf(listener)));
            return new ChannelPair(channel, accept(listener));
        }
    }

    private static Socket accept(ServerSocket listener) throws Exception {
        Socket peer = listener.accept();
        peer.setSoTimeout(HANGS);
        return peer;
    }

    /** One byte, or -1 at the end. */
    int read() throws Exception {
        ByteBuffer one = ByteBuffer.allocate(1);
        return hooked.read(one) < 0 ? -1 : one.get(0);
    }

    void peerSends(int... bytes) throws Exception {
        for (int one : bytes) {
            peer.getOutputStream().write(one);
        }
    }

    @Override
    public void close() throws Exception {
        hooked.close();
        peer.close();
    }
}
