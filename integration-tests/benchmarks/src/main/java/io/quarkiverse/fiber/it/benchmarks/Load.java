package io.quarkiverse.fiber.it.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Keep-alive connections with at most one request on each, served by the thread that calls: nothing happens between two
 * calls. That thread polls and never waits, so that the server never has to wake it: waking it would be a cost of the
 * server that depends on how fast the load generator is.
 */
final class Load implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private ByteBuffer request;
    private boolean closedLoop;
    private long completed;
    private long errors;
    /** Latencies of the open loop; null in the closed loop. */
    private Latencies latencies;

    Load(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connections.add(new Connection(port));
        }
        idle.addAll(connections);
    }

    /** Responses with status 200 so far. */
    long completed() {
        return completed;
    }

    /** Responses with any other status so far. */
    long errors() {
        return errors;
    }

    /** Sends a request on each connection; {@link #run} goes on. */
    void start(String path) throws IOException {
        closedLoop = true;
        request = encode(path);
        while (!idle.isEmpty()) {
            idle.remove().send(0);
        }
    }

    /** For some time sends the next request as soon as a response has come; returns the number of responses. */
    long run(long nanos) throws IOException {
        long before = completed;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            selector.selectNow(this::readable);
        }
        return completed - before;
    }

    /** Waits for the responses that are due, without further requests: afterwards all connections are idle. */
    void drain() throws IOException {
        closedLoop = false;
        while (idle.size() < connections.size()) {
            selector.selectNow(this::readable);
        }
    }

    /**
     * Sends requests at a fixed rate, evenly spaced, whether or not responses come. A request that finds no idle
     * connection has to wait for one; its latency counts from the time at which it should have been sent.
     *
     * @return the latencies in nanoseconds, in no order
     */
    long[] runAtRate(String path, double perSecond, long nanos) throws IOException {
        closedLoop = false;
        request = encode(path);
        long count = (long) (perSecond * nanos / 1e9);
        latencies = new Latencies((int) count);
        long begin = System.nanoTime();
        long sent = 0;
        while (sent < count || idle.size() < connections.size()) {
            long due = begin + (long) (sent * 1e9 / perSecond);
            if (sent < count && !idle.isEmpty() && due - System.nanoTime() <= 0) {
                idle.remove().send(due);
                sent++;
            } else {
                selector.selectNow(this::readable);
            }
        }
        long[] recorded = latencies.recorded();
        latencies = null;
        return recorded;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    private void readable(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.receive()) {
                if (connection.parser.status() == 200) {
                    completed++;
                } else {
                    errors++;
                }
                if (latencies != null) {
                    latencies.add(System.nanoTime() - connection.due);
                }
                if (closedLoop) {
                    connection.send(0);
                } else {
                    idle.add(connection);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer encode(String path) {
        byte[] bytes = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private final class Connection {

        private final SocketChannel channel;
        private final ResponseParser parser = new ResponseParser();
        private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
        /** When the request in flight should have been sent; only the open loop has such a time. */
        private long due;

        Connection(int port) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(long due) throws IOException {
            this.due = due;
            request.rewind();
            channel.write(request);
            if (request.hasRemaining()) {
                throw new IOException("The only request on a connection does not fit into the socket's buffer");
            }
        }

        /** Returns whether the response is complete. */
        boolean receive() throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("The server closed a connection");
            }
            boolean complete = parser.parse(in.flip());
            if (in.hasRemaining()) {
                throw new IOException("The server sent more than one response to one request");
            }
            return complete;
        }
    }

    private static final class Latencies {

        private final long[] nanos;
        private int size;

        Latencies(int capacity) {
            nanos = new long[capacity];
        }

        void add(long latency) {
            nanos[size++] = latency;
        }

        long[] recorded() {
            return Arrays.copyOf(nanos, size);
        }
    }
}
