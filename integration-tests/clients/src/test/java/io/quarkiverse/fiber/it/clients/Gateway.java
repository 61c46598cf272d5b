package io.quarkiverse.fiber.it.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and passes on what both sides say, until a client says {@link #STALL}: then it has a behaviour. */
final class Gateway {

    static final String STALL = "stall";

    private static final int BACKLOG = 256;

    private final int port;
    private final Semaphore stalls = new Semaphore(0);
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile int server;
    private volatile Behaviour behaviour = Behaviour.SILENCE;
    private volatile CountDownLatch healed = new CountDownLatch(1);
    private ServerSocket listener;
    private Thread acceptor;
    private BlackHole blackHole;

    Gateway() throws IOException {
        port = listen(0);
    }

    int port() {
        return port;
    }

    void leadsTo(int port) {
        server = port;
    }

    int server() {
        return server;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void behaves(Behaviour behaviour) throws IOException, InterruptedException {
        this.behaviour = behaviour;
        if (behaviour == Behaviour.BLACK_HOLE) {
            listener.close();
            acceptor.join(); // has the port until then
            blackHole = new BlackHole(port);
        }
    }

    /** Falls silent again where a client says so, and does all else as it should. */
    void heals() throws IOException {
        if (blackHole != null) {
            blackHole.close();
            blackHole = null;
            listen(port);
        }
        behaviour = Behaviour.SILENCE;
        healed.countDown();
        healed = new CountDownLatch(1);
    }

    /** Of the behaviour at this moment. */
    CountDownLatch end() {
        return healed;
    }

    /** Waits until a client has said it, once for each time. */
    void awaitStall() throws InterruptedException {
        assertTrue(stalls.tryAcquire(10, TimeUnit.SECONDS), "no client has said it");
    }

    void stalls() {
        stalls.release();
    }

    /** How many connections of clients there have been. */
    int accepted() {
        return accepted.get();
    }

    /** How many of them are open. */
    int open() {
        return clients.size();
    }

    void hangsUp() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    private int listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        listener = socket;
        acceptor = Thread.ofVirtual().start(() -> accept(socket));
        return socket.getLocalPort();
    }

    private void accept(ServerSocket listener) {
        try {
            for (;;) {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                clients.add(client);
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pass(Socket client) {
        try {
            new Passage(this, client).pass();
        } finally {
            clients.remove(client);
        }
    }
}
