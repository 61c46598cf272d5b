package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** What {@code channel.socket()} of hooked channels does. */
class ChannelSocketTest {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void readHonoursTheTimeoutAndTheStreamsPark(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            Socket socket = pair.hooked().socket();
            assertSame(pair.hooked(), socket.getChannel());
            assertSame(socket, pair.hooked().socket());
            InputStream in = socket.getInputStream();
            socket.setSoTimeout((int) LIMIT.toMillis());
            hooked.run(row, () -> {
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, in::read);
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                assertTrue(Elapsed.cut(timeout).endsWith("(set by the code)"), timeout.getMessage());
                return null;
            });
            socket.setSoTimeout(0);
            var reading = hooked.start(row, () -> in.read()).parked();
            hooked.run(row, () -> {
                socket.getOutputStream().write(7);
                return null;
            });
            assertEquals(7, pair.peer().getInputStream().read());
            pair.peerSends(8, 9);
            assertEquals(8, reading.get());
            assertEquals(1, in.available());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void socketsBlockOnly(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                SocketChannel unconnected = HookedChannels.open(hooked.io);
                ServerSocketChannel listener = HookedChannels.listener(hooked.io)) {
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)).configureBlocking(false);
            pair.hooked().configureBlocking(false);
            unconnected.configureBlocking(false);
            Socket socket = pair.hooked().socket();
            hooked.run(row, () -> {
                assertThrows(IllegalBlockingModeException.class, () -> socket.getInputStream().read());
                assertThrows(IllegalBlockingModeException.class, () -> socket.getOutputStream().write(1));
                assertThrows(IllegalBlockingModeException.class, listener.socket()::accept);
                assertThrows(IllegalBlockingModeException.class,
                        () -> unconnected.socket().connect(listener.getLocalAddress()));
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectHonoursItsTimeout(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                SilentTarget silent = new SilentTarget();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            long started = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> hooked.run(row, () -> {
                channel.socket().connect(silent.address(), (int) LIMIT.toMillis());
                return null;
            }));
            TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
            assertFalse(channel.isOpen());
            assertTrue(channel.socket().isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void connectThatCannotBeSaysWhy(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
            hooked.run(row, () -> {
                assertThrows(IllegalArgumentException.class, () -> channel.socket().connect(null));
                assertThrows(IllegalArgumentException.class, () -> channel.socket().connect(new InetSocketAddress(1), -1));
                assertEquals("Already connected", assertThrows(SocketException.class,
                        () -> pair.hooked().socket().connect(pair.hooked().getRemoteAddress())).getMessage());
                assertThrows(UnknownHostException.class, () -> channel.socket().connect(unresolved));
                assertFalse(channel.isOpen(), "it is closed, as the JDK has it");
                return null;
            });
            assertEquals(1, hooked.io.table().describe().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptHonoursTheTimeoutAndItsSocketIsThatOfAHookedChannel(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocketChannel channel = HookedChannels.listener(hooked.io)) {
            ServerSocket listener = channel.socket();
            assertSame(channel, listener.getChannel());
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            listener.setSoTimeout((int) LIMIT.toMillis());
            hooked.run(row, () -> {
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, listener::accept);
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                return null;
            });
            listener.setSoTimeout(0);
            var accepting = hooked.start(row, listener::accept).parked();
            try (Socket client = new Socket(HookedIo.LOOPBACK, listener.getLocalPort()); Socket accepted = accepting.get()) {
                var reading = hooked.start(row, () -> accepted.getInputStream().read()).parked();
                client.getOutputStream().write(4);
                assertEquals(4, reading.get());
                assertTrue(accepted.getChannel() instanceof HookedChannel);
            }
            listener.close();
            assertFalse(channel.isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptOfAReadClosesTheChannel(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var reading = hooked.start(row, Failure.of(() -> pair.hooked().socket().getInputStream().read())).parked();
            reading.thread().interrupt();
            assertEquals(ClosedByInterruptException.class, reading.get().why().getClass());
            assertTrue(pair.hooked().socket().isClosed());
        }
    }
}
