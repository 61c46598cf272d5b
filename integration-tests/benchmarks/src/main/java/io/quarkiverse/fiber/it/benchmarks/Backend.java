package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.quarkiverse.fiber.NotHooked;

/** What the server calls: answers at once, on the thread of the load, which would otherwise have to share its core. */
@NotHooked // the other side of what is measured
final class Backend {

    /** All fibers of the largest benchmark may connect at once; the kernel takes what it allows. */
    private static final int BACKLOG = 16_384;

    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Poller poller;

    Backend(Poller poller) throws IOException {
        this.poller = poller;
        listener.bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
        poller.register(listener, SelectionKey.OP_ACCEPT, this::accept);
    }

    private void accept() throws IOException {
        for (SocketChannel accepted; (accepted = listener.accept()) != null;) {
            new Connection(accepted);
        }
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    private final class Connection implements Poller.Handler {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocateDirect(CallProtocol.REQUEST_LENGTH);
        private final ByteBuffer out = ByteBuffer.allocateDirect(CallProtocol.RESPONSE_LENGTH)
                .put(CallProtocol.response()).flip();

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            poller.register(channel, SelectionKey.OP_READ, this);
        }

        @Override
        public void ready() throws IOException {
            if (channel.read(in) < 0) {
                channel.close();
            } else if (!in.hasRemaining()) {
                in.clear();
                channel.write(out.rewind());
                if (out.hasRemaining()) {
                    throw new IOException("The only response on a connection does not fit into the socket's buffer");
                }
            }
        }
    }
}
