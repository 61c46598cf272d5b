package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 9 to 11, 14, 17 and 57 of the conformance list, for channels. */
class ChannelConnectConformanceTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    @ParameterizedTest
    @EnumSource
    void C10_connectFailsAfterTheLimitOfItsTargetAndClosesTheChannel(Row row) throws Exception {
        Limits limits = new Limits("far", LIMIT, null, null, false, false, DefaultLimits.NONE);
        TargetRules rules = new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)),
                DefaultLimits.NONE);
        try (HookedIo hooked = new HookedIo(row, rules);
                SilentTarget silent = new SilentTarget();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            long started = System.nanoTime();
            var timeout = assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, () -> channel.connect(silent.address())));
            TimeBounds.assertTook(LIMIT, Duration.ofMillis(50), Duration.ofNanos(System.nanoTime() - started));
            assertEquals("Connect timed out after 300 ms: " + silent.address()
                    + " (quarkus.fiber.targets.\"far\".connect-timeout)", Elapsed.cut(timeout));
            assertFalse(channel.isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C11_refusedConnectSaysSoAndClosesTheChannel(Row row) throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket closed = HookedIo.plainListener()) {
            nobody = HookedIo.addressOf(closed);
        }
        try (HookedIo hooked = new HookedIo(row); SocketChannel channel = HookedChannels.open(hooked.io)) {
            assertEquals("Connection refused", assertThrows(ConnectException.class,
                    () -> hooked.run(row, () -> channel.connect(nobody))).getMessage());
            assertFalse(channel.isOpen());
            assertThrows(ConnectException.class, () -> hooked.run(row, () -> HookedChannels.connect(hooked.io, nobody)));
            assertTrue(hooked.io.table().describe().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C14_connectInNonBlockingModeIsInProgressAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                SilentTarget silent = new SilentTarget();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            hooked.run(row, () -> {
                assertThrows(NoConnectionPendingException.class, channel::finishConnect);
                channel.configureBlocking(false);
                assertFalse(channel.connect(silent.address()));
                assertTrue(channel.isConnectionPending());
                assertFalse(channel.finishConnect());
                assertThrows(ConnectionPendingException.class, () -> channel.connect(silent.address()));
                return null;
            });
            assertTrue(channel.isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C14_connectThatBeganInNonBlockingModeEndsInBlockingMode(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ServerSocket listener = HookedIo.plainListener();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            hooked.run(row, () -> {
                channel.configureBlocking(false);
                channel.connect(HookedIo.addressOf(listener));
                channel.configureBlocking(true);
                assertTrue(channel.finishConnect());
                assertTrue(channel.isConnected());
                assertThrows(AlreadyConnectedException.class, () -> channel.connect(HookedIo.addressOf(listener)));
                return null;
            });
            listener.accept().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C17_acceptParksAndItsConnectionIsHookedAndBlocking(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocketChannel listener = HookedChannels.listener(hooked.io)) {
            assertThrows(NotYetBoundException.class, () -> hooked.run(row, listener::accept));
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            var accepting = hooked.start(row, listener::accept).parked();
            try (Socket client = new Socket(HookedIo.LOOPBACK, listener.socket().getLocalPort());
                    SocketChannel accepted = accepting.get()) {
                assertInstanceOf(HookedChannel.class, accepted);
                assertTrue(accepted.isBlocking());
                assertEquals(client.getLocalSocketAddress(), accepted.getRemoteAddress());
                ByteBuffer room = ByteBuffer.allocate(1);
                var reading = hooked.start(row, () -> accepted.read(room)).parked();
                client.getOutputStream().write(6);
                assertEquals(1, reading.get());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C31_acceptInNonBlockingModeReturnsAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocketChannel listener = HookedChannels.listener(hooked.io)) {
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0)).configureBlocking(false);
            assertNull(hooked.run(row, listener::accept));
            try (Socket client = new Socket(HookedIo.LOOPBACK, listener.socket().getLocalPort());
                    SocketChannel accepted = hooked.run(row, listener::accept)) {
                assertTrue(accepted.isBlocking(), "a connection does not inherit the mode");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C57_unixDomainChannelsPark(Row row, @TempDir Path directory) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (HookedIo hooked = new HookedIo(row);
                ServerSocketChannel listener = HookedChannels.listener(hooked.io, StandardProtocolFamily.UNIX)) {
            listener.bind(address);
            var accepting = hooked.start(row, listener::accept).parked();
            try (SocketChannel client = hooked.run(row, () -> HookedChannels.connect(hooked.io, address));
                    SocketChannel server = accepting.get()) {
                byte[] much = new byte[1024 * 1024];
                var reading = hooked.start(row, () -> {
                    ByteBuffer room = ByteBuffer.allocate(much.length);
                    while (room.hasRemaining()) {
                        server.read(room);
                    }
                    return server.write(room.flip().limit(3));
                }).parked();
                assertEquals(much.length, hooked.run(row, () -> client.write(ByteBuffer.wrap(much))));
                assertEquals(3, reading.get());
                assertEquals(3, hooked.run(row, () -> client.read(ByteBuffer.allocate(9))));
                assertThrows(UnsupportedOperationException.class, client::socket);
                assertTrue(hooked.io.table().describe().stream().map(FdInfo::peer).toList().contains(address.toString()));

                var ending = hooked.start(row, () -> client.read(ByteBuffer.allocate(9))).parked();
                server.close();
                assertEquals(-1, ending.get());
            }
        }
    }
}
