package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The channels of a program under test, and what it does with them. */
final class ChannelEnds implements AutoCloseable {

    final ChannelMaker maker;
    SocketChannel stream;
    ServerSocketChannel listener;
    DatagramChannel datagrams;
    Pipe.SourceChannel source;
    Pipe.SinkChannel sink;

    /** To whom datagrams go, and who sends them; plain. */
    private DatagramSocket friend;
    private int streamPort;
    private int datagramPort;
    private Selector selector;

    ChannelEnds(ChannelMaker maker) {
        this.maker = maker;
    }

    DatagramSocket friend() throws IOException {
        if (friend == null) {
            friend = new DatagramSocket(0, HookedIo.LOOPBACK);
            friend.setSoTimeout(10_000);
        }
        return friend;
    }

    InetSocketAddress friendAddress() throws IOException {
        return (InetSocketAddress) friend().getLocalSocketAddress();
    }

    byte[] friendReceives() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        friend().receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    void rememberPorts() throws IOException {
        if (stream != null && stream.isOpen() && stream.getLocalAddress() instanceof InetSocketAddress local) {
            streamPort = local.getPort();
        }
        if (datagrams != null && datagrams.isOpen() && datagrams.getLocalAddress() instanceof InetSocketAddress local) {
            datagramPort = local.getPort();
        }
    }

    /** Null for a port of somebody else's. */
    String nameOf(int port) {
        return port == streamPort ? "port of the channel"
                : port == datagramPort ? "port of the datagrams"
                        : friend != null && port == friend.getLocalPort() ? "port of the friend" : null;
    }

    // --- reads, whose counts must not depend on when bytes arrive

    static String readFully(ReadableByteChannel channel, int length) throws IOException {
        ByteBuffer room = ByteBuffer.allocate(length);
        while (room.hasRemaining()) {
            int count = channel.read(room);
            if (count <= 0) {
                return Outcome.bytes(Arrays.copyOf(room.array(), room.position())) + ", then " + count;
            }
        }
        return Outcome.bytes(room.array());
    }

    static String scatterFully(ScatteringByteChannel channel, int length) throws IOException {
        ByteBuffer all = ByteBuffer.allocateDirect(length + 2);
        int split = length / 3;
        ByteBuffer[] rooms = { ByteBuffer.allocate(1), all.slice(0, split), all.slice(split, length - split),
                ByteBuffer.allocate(1) };
        while (rooms[2].hasRemaining()) {
            long count = channel.read(rooms, 1, 2);
            if (count <= 0) {
                return split + " and more, then " + count;
            }
        }
        byte[] bytes = new byte[length];
        all.get(0, bytes);
        return Outcome.bytes(bytes);
    }

    static String readToTheEnd(ReadableByteChannel channel) {
        ByteBuffer room = ByteBuffer.allocate(100_000);
        try {
            int count;
            while ((count = channel.read(room)) > 0) {
                // until the end
            }
            return Outcome.bytes(Arrays.copyOf(room.array(), room.position())) + ", then " + count;
        } catch (IOException e) {
            return Outcome.bytes(Arrays.copyOf(room.array(), room.position())) + ", then " + Outcome.text(e);
        }
    }

    /** A call that begins after the close says it in other words. */
    static Object orClosed(Callable<?> call) throws Exception {
        try {
            return call.call();
        } catch (ClosedByInterruptException e) {
            return Thread.interrupted() ? "closed by interrupt, with the flag" : "closed by interrupt";
        } catch (ClosedChannelException e) {
            return "closed";
        }
    }

    // --- selectors

    /** What a selector says of a channel, once it says anything, and whether the channel may block meanwhile. */
    String select(SelectableChannel channel, int ops) throws IOException {
        Selector asked = selector();
        SelectionKey key = maker.register(channel, asked, ops);
        StringBuilder said = new StringBuilder();
        said.append("registered ").append(maker.isRegistered(channel));
        said.append(", the same ").append(maker.channelOf(key) == channel);
        asked.select(TimeUnit.SECONDS.toMillis(2));
        said.append(", ready ").append(key.readyOps());
        try {
            channel.configureBlocking(true);
            said.append(", may block");
        } catch (RuntimeException e) {
            said.append(", ").append(e.getClass().getSimpleName());
        }
        asked.selectedKeys().clear();
        key.cancel();
        asked.selectNow();
        return said.append(", after cancel ").append(maker.isRegistered(channel)).toString();
    }

    private Selector selector() throws IOException {
        if (selector == null) {
            selector = Selector.open();
        }
        return selector;
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable open : new AutoCloseable[] { stream, listener, datagrams, source, sink, friend, selector }) {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
