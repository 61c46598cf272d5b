package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.NotHooked;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of io-manager.adoc do what it says. */
@QuarkusTest
@Timeout(60)
@NotHooked // the other side of the examples is no part of the application
class IoManagerExamplesTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration FAR = Duration.ofHours(1);

    @Inject
    FiberScheduler fibers;

    @Inject
    IoManager io;

    @Inject
    Awaiting awaiting;

    @Inject
    Relay relay;

    @Inject
    IdleConnections idle;

    @Inject
    Leases leases;

    @Inject
    OpenDescriptors open;

    @Test
    void await() throws Exception {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Future<String> answer = onFiber(() -> awaiting.ask(server.getLocalSocketAddress(), "ping", SOON));
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            server.receive(packet);
            assertEquals("ping", new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            packet.setData("pong".getBytes(StandardCharsets.UTF_8));
            server.send(packet);
            assertEquals("pong", get(answer));
        }
    }

    @Test
    void awaitForTooLong() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThrows(SocketTimeoutException.class,
                    () -> awaiting.ask(silent.getLocalSocketAddress(), "ping", Duration.ofMillis(20)));
        }
    }

    @Test
    void connectAndPoll() throws Exception {
        try (ServerSocket listener = listener();
                SocketChannel one = get(onFiber(() -> awaiting.connect(listener.getLocalSocketAddress(), SOON)));
                Socket left = accept(listener);
                SocketChannel other = get(onFiber(() -> awaiting.connect(listener.getLocalSocketAddress(), SOON)));
                Socket right = accept(listener)) {
            Future<Void> relaying = onFiber(() -> {
                relay.relay(one, other);
                return null;
            });
            left.getOutputStream().write(1);
            assertEquals(1, right.getInputStream().read());
            right.getOutputStream().write(2);
            assertEquals(2, left.getInputStream().read());
            left.close();
            get(relaying);
        }
    }

    @Test
    void callbackOfAConnectionThatIsUsedAgain() throws Exception {
        try (ServerSocket listener = listener();
                SocketChannel connection = awaiting.connect(listener.getLocalSocketAddress(), SOON);
                Socket server = accept(listener)) {
            idle.giveBack(connection);
            assertEquals(1, io.pendingEvents());
            assertSame(connection, idle.take().orElseThrow());
            assertEquals(0, io.pendingEvents());
            server.getOutputStream().write(1);
            assertEquals(SelectionKey.OP_READ, io.await(connection, SelectionKey.OP_READ, SOON));
            assertTrue(connection.isOpen(), "the callback was called");
            assertTrue(idle.take().isEmpty());
        }
    }

    @Test
    void callbackOfAConnectionThatTheOtherSideCloses() throws Exception {
        try (ServerSocket listener = listener();
                SocketChannel connection = awaiting.connect(listener.getLocalSocketAddress(), SOON);
                Socket server = accept(listener)) {
            idle.giveBack(connection);
            server.close();
            await(() -> !connection.isOpen());
            assertTrue(idle.take().isEmpty());
        }
    }

    @Test
    void callbackThatIsCancelled() throws Exception {
        try (ServerSocket listener = listener();
                SocketChannel connection = awaiting.connect(listener.getLocalSocketAddress(), SOON);
                Socket server = accept(listener)) {
            idle.giveBack(connection);
            idle.closeAll(null);
            assertEquals(-1, server.getInputStream().read());
        }
    }

    @Test
    void cancel() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        try (ServerSocket listener = listener();
                Feed feed = new Feed("localhost", listener.getLocalPort(), fibers, io, received::add);
                Socket server = accept(listener)) {
            server.getOutputStream().write(7);
            assertArrayEquals(new byte[] { 7 }, received.poll(10, TimeUnit.SECONDS));
            feed.close();
            assertEquals("BYE\n", new String(server.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void descriptors() throws Exception {
        try (ServerSocket listener = listener();
                Feed feed = new Feed("localhost", listener.getLocalPort(), fibers, io, data -> {
                });
                Socket server = accept(listener)) {
            assertEquals(Map.of("localhost/127.0.0.1:" + listener.getLocalPort(), 1L), open.connections());
            assertTrue(open.load().matches("\\d+ waits for channels, \\d+ timers"), open.load());
        }
        assertEquals(Map.of(), open.connections());
    }

    @Test
    void notHooked() throws Exception {
        try (Socket plain = Plain.plainSocket()) {
            assertThrows(IllegalArgumentException.class, () -> io.cancelAll(plain));
        }
    }

    @Test
    void oneShotTimer() throws Exception {
        CountDownLatch expired = new CountDownLatch(1);
        Reservation reservation = new Reservation(Duration.ofMillis(10), expired::countDown, io);
        assertTrue(expired.await(10, TimeUnit.SECONDS));
        assertFalse(reservation.buy(), "sold after it has expired");
    }

    @Test
    void oneShotTimerThatIsCancelled() {
        Reservation reservation = new Reservation(FAR, () -> {
        }, io);
        assertTrue(reservation.buy());
        assertFalse(reservation.buy(), "sold twice");
        assertEquals(Duration.ZERO, reservation.left());
    }

    @Test
    void refreshAndReset() throws Exception {
        CountDownLatch expired = new CountDownLatch(1);
        Reservation reservation = new Reservation(FAR, expired::countDown, io);
        awaitSomeTime(reservation);
        assertTrue(timeAfter(reservation::customerIsActive, reservation).compareTo(FAR) >= 0);
        awaitSomeTime(reservation);
        assertTrue(timeAfter(reservation::customerPays, reservation).compareTo(FAR) >= 0);
        awaitSomeTime(reservation);
        assertTrue(timeAfter(() -> reservation.limitTo(FAR), reservation).compareTo(FAR) < 0);
        assertTrue(reservation.limitTo(Duration.ofNanos(1)));
        assertTrue(expired.await(10, TimeUnit.SECONDS));
        assertFalse(reservation.customerIsActive());
    }

    private static void awaitSomeTime(Reservation reservation) throws InterruptedException {
        Duration left = reservation.left();
        await(() -> reservation.left().compareTo(left) < 0);
    }

    /** The time that a change leaves, from just before it. */
    private static Duration timeAfter(BooleanSupplier change, Reservation reservation) {
        long before = System.nanoTime();
        assertTrue(change.getAsBoolean());
        return reservation.left().plusNanos(System.nanoTime() - before);
    }

    @Test
    void recurringTimer() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        int timers = io.pendingTimers();
        try (Rates rates = new Rates(() -> "rates " + loads.incrementAndGet(), Duration.ofMillis(5), io)) {
            await(() -> rates.latest().equals("rates 3"));
            assertEquals(timers + 1, io.pendingTimers());
        }
        assertEquals(timers, io.pendingTimers());
    }

    @Test
    void conditionalTimer() throws Exception {
        BlockingQueue<String> renewals = new LinkedBlockingQueue<>();
        int timers = io.pendingTimers();
        Leases.Lease lease = leases.acquire("tea", Duration.ofMillis(5), renewals::add);
        assertEquals("tea", renewals.poll(10, TimeUnit.SECONDS));
        assertEquals("tea", renewals.poll(10, TimeUnit.SECONDS));
        Reference.reachabilityFence(lease);
        lease = null;
        await(() -> {
            System.gc();
            return io.pendingTimers() == timers;
        });
    }

    private <T> Future<T> onFiber(Callable<T> task) {
        return fibers.submit(task);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static Socket accept(ServerSocket listener) throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "it does not happen");
            Thread.sleep(1);
        }
    }
}
