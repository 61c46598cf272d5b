package io.quarkiverse.fiber.test.substitution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.fiber.NotHooked;

/** Code that uses channels in the ways in which it is written. */
public class ChannelShapes {

    private ChannelShapes() {
    }

    public static List<Object> opened() throws IOException {
        Pipe pipe = Pipe.open();
        return List.of(SocketChannel.open(), SocketChannel.open(StandardProtocolFamily.INET), ServerSocketChannel.open(),
                ServerSocketChannel.open(StandardProtocolFamily.UNIX), DatagramChannel.open(),
                DatagramChannel.open(StandardProtocolFamily.INET), pipe.source(), pipe.sink());
    }

    @NotHooked
    public static SocketChannel notHooked() throws IOException {
        return SocketChannel.open();
    }

    public static ServerSocketChannel listener() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** One connection; what is accepted is known by its key only. */
    public static void serveOverASelector(ServerSocketChannel listener) throws IOException {
        try (Selector selector = Selector.open()) {
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            Function<SelectionKey, SelectableChannel> channelOf = SelectionKey::channel;
            while (listener.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        SocketChannel accepted = ((ServerSocketChannel) key.channel()).accept();
                        accepted.configureBlocking(false);
                        SelectableChannel selectable = accepted;
                        selectable.register(selector, 0, "selectable");
                        if (!accepted.isRegistered() || accepted.keyFor(selector) != selectable.keyFor(selector)) {
                            throw new IllegalStateException("Not registered");
                        }
                        accepted.register(selector, SelectionKey.OP_READ, "accepted");
                    } else {
                        SocketChannel channel = (SocketChannel) channelOf.apply(key);
                        ByteBuffer bytes = ByteBuffer.allocate(100);
                        if (channel.read(bytes) < 0) {
                            channel.close();
                            listener.close();
                        } else {
                            channel.write(bytes.flip());
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
        }
    }

    /** Each byte there and back. */
    public static String echo(SocketAddress server, String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            InputStream in = Channels.newInputStream(channel);
            OutputStream out = Channels.newOutputStream(channel);
            out.write(text.getBytes());
            return new String(in.readNBytes(text.length()));
        }
    }
}
