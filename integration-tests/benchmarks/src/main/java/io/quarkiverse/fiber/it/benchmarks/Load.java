package io.quarkiverse.fiber.it.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.fiber.NotHooked;
import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/** Keep-alive connections to each server, with at most one request on each connection, to one server at a time. */
@NotHooked // the other side of what is measured
final class Load {

    private final Poller poller;
    private final Servers servers;
    private final int defaultConnections;
    private final Exchange exchange;
    private final Map<Server, List<Connection>> connectionsOf = new HashMap<>();
    /** Into which all connections receive, one at a time. */
    private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
    /** Of the connections that are being used, which are the first of those to the server. */
    private Deque<Connection> idle;
    private int count;
    private ByteBuffer request;
    private boolean closedLoop;
    private int inFlight;
    private long completed;
    private long errors;
    /** Latencies of the open loop; null in the closed loop. */
    private Latencies latencies;

    /** @param defaultConnections to a server, for contenders that say nothing else */
    Load(Poller poller, Servers servers, int defaultConnections, Exchange exchange) {
        this.poller = poller;
        this.servers = servers;
        this.defaultConnections = defaultConnections;
        this.exchange = exchange;
    }

    /** Responses so far that were what was asked for. */
    long completed() {
        return completed;
    }

    /** Responses so far that were something else. */
    long errors() {
        return errors;
    }

    /** How many requests there are at a time. */
    int count() {
        return count;
    }

    long answers() {
        return completed + errors;
    }

    /** Sends a request on each connection; {@link #run} goes on. */
    void start(Contender contender) throws IOException {
        closedLoop = true;
        choose(contender);
        for (int i = 0; i < count; i++) {
            idle.remove().send(0);
        }
    }

    /** Goes on until as many answers have come as there are requests at a time, since there were so many. */
    void awaitAnswers(long before) throws IOException {
        while (answers() - before < count) {
            poller.poll();
        }
    }

    /** For some time sends the next request as soon as a response has come; returns the number of responses. */
    long run(long nanos) throws IOException {
        long before = completed;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            poller.poll();
        }
        return completed - before;
    }

    /** Waits for the responses that are due, without further requests: afterwards all connections are idle. */
    void drain() throws IOException {
        closedLoop = false;
        while (inFlight > 0) {
            poller.poll();
        }
    }

    /**
     * Sends requests at a fixed rate, evenly spaced, whether or not responses come. A request that finds no idle
     * connection has to wait for one; its latency counts from the time at which it should have been sent.
     *
     * @return the latencies in nanoseconds, in no order
     */
    long[] runAtRate(Contender contender, double perSecond, long nanos) throws IOException {
        closedLoop = false;
        choose(contender);
        long requests = (long) (perSecond * nanos / 1e9);
        latencies = new Latencies((int) requests);
        long begin = System.nanoTime();
        long sent = 0;
        while (sent < requests || inFlight > 0) {
            long due = begin + (long) (sent * 1e9 / perSecond);
            if (sent < requests && !idle.isEmpty() && due - System.nanoTime() <= 0) {
                idle.remove().send(due);
                sent++;
            } else {
                poller.poll();
            }
        }
        long[] recorded = latencies.recorded();
        latencies = null;
        return recorded;
    }

    private void choose(Contender contender) throws IOException {
        Server server = servers.of(contender);
        List<Connection> connections = connectionsOf.computeIfAbsent(server, first -> new ArrayList<>());
        count = contender.connections() == Contender.DEFAULT_CONNECTIONS ? defaultConnections : contender.connections();
        while (connections.size() < count) {
            connections.add(new Connection(server.port()));
        }
        idle = new ArrayDeque<>(connections.subList(0, count));
        byte[] bytes = exchange.request(contender);
        request = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private final class Connection implements Poller.Handler {

        private final SocketChannel channel;
        private final Exchange.Answers answers = exchange.answers();
        /** When the request in flight should have been sent; only the open loop has such a time. */
        private long due;

        Connection(int port) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            poller.register(channel, SelectionKey.OP_READ, this);
        }

        @Override
        public void ready() throws IOException {
            if (!receive()) {
                return;
            }
            if (answers.isGood()) {
                completed++;
            } else {
                errors++;
            }
            if (latencies != null) {
                latencies.add(System.nanoTime() - due);
            }
            inFlight--;
            if (closedLoop) {
                send(0);
            } else {
                idle.add(this);
            }
        }

        void send(long due) throws IOException {
            this.due = due;
            inFlight++;
            request.rewind();
            channel.write(request);
            if (request.hasRemaining()) {
                throw new IOException("The only request on a connection does not fit into the socket's buffer");
            }
        }

        /** Returns whether the response is complete. */
        private boolean receive() throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("The server closed a connection");
            }
            boolean complete = answers.parse(in.flip());
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
