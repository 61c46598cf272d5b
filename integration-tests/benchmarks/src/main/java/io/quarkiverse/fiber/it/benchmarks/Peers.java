package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.quarkiverse.fiber.NotHooked;
import io.quarkiverse.fiber.it.benchmarks.scheduler.WaitingThreads;

/** The other ends of many connections: they send back what they get, with one exception. */
@NotHooked // the other side of what is measured
final class Peers implements AutoCloseable {

    private static final int BACKLOG = 1_000;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64);

    Peers() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG).configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("peers").start(this::serve);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    private void serve() {
        try {
            while (listener.isOpen()) {
                selector.select(this::ready);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            System.err.println("The peers have failed: " + e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (!key.isValid()) {
                return;
            }
            if (key.channel() instanceof SocketChannel connection) {
                answer(connection);
                return;
            }
            for (SocketChannel accepted; (accepted = listener.accept()) != null;) {
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
                accepted.register(selector, SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            key.cancel(); // the process that is measured has ended, or the listener
        }
    }

    private void answer(SocketChannel connection) throws IOException {
        if (connection.read(buffer.clear()) < 0) {
            connection.close();
        } else if (buffer.flip().get(0) != WaitingThreads.UNANSWERED) {
            connection.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.wakeup();
    }
}
