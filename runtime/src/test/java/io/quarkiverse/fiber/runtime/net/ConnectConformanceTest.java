package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 9 to 11, 15, 16 and 85 of the conformance list, and the limits of connects. */
class ConnectConformanceTest {

    @Test
    void C09_pendingConnectParksTheFiberOnly() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); SilentTarget silent = new SilentTarget()) {
            var connecting = hooked.start(Row.EVENT_LOOP, () -> {
                hooked.socket().connect(silent.address(), 5_000);
                return null;
            }).parked();
            assertEquals("another fiber", hooked.run(Row.EVENT_LOOP, () -> "another fiber"));
            assertTrue(!connecting.future().isDone());
            connecting.thread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C10_connectFailsAfterItsTimeout(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); SilentTarget silent = new SilentTarget()) {
            Duration took = hooked.run(row, () -> {
                Socket socket = hooked.socket();
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, () -> socket.connect(silent.address(), 300));
                assertTrue(socket.isClosed());
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(300), Duration.ofMillis(50), took);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C11_refusedConnectIsNoTimeout(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            ServerSocket listener = HookedIo.plainListener();
            listener.close();
            InetSocketAddress nobody = new InetSocketAddress(HookedIo.LOOPBACK, listener.getLocalPort());
            ConnectException refused = assertThrows(ConnectException.class,
                    () -> hooked.run(row, () -> hooked.connect(nobody)));
            assertEquals("Connection refused", refused.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C15_socketMadeByAnotherThreadConnects(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = HookedIo.plainListener()) {
            Socket socket = hooked.socket();
            socket.setTcpNoDelay(true);
            hooked.run(row, () -> {
                socket.connect(HookedIo.addressOf(listener));
                return null;
            });
            assertTrue(socket.isConnected());
            assertTrue(socket.getTcpNoDelay());
            socket.close();
        }
    }

    @Test
    void C16_registrationThatFailsFailsTheCall() throws Exception {
        try (HookedIo hooked = new HookedIo(new RefusingSelectors()); SilentTarget silent = new SilentTarget()) {
            Exception failed = assertThrows(java.net.SocketException.class,
                    () -> hooked.run(Row.EVENT_LOOP, () -> hooked.connect(silent.address())));
            assertTrue(failed.getMessage().contains(RefusingSelectors.WHY), failed.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownHostIsSaidSo(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            assertThrows(UnknownHostException.class,
                    () -> hooked.run(row, () -> hooked.connect(InetSocketAddress.createUnresolved("no.such.host.invalid", 1))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ruleOfTheTargetLimitsAConnectThatNamesNoTimeout(Row row) throws Exception {
        Limits limits = new Limits("silent", Duration.ofMillis(200), null, null, false, false, DefaultLimits.NONE);
        TargetRules rules = new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.0/8"), limits)),
                DefaultLimits.NONE);
        try (HookedIo hooked = new HookedIo(row, rules); SilentTarget silent = new SilentTarget()) {
            SocketTimeoutException e = assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, () -> hooked.connect(silent.address())));
            assertTrue(e.getMessage().startsWith("Connect timed out after 200 ms: "), e.getMessage());
            assertTrue(Elapsed.cut(e).endsWith("(quarkus.fiber.targets.\"silent\".connect-timeout)"), e.getMessage());
        }
    }

    @Test
    void zeroThatTheCodeSetsWinsOverTheDefault() throws Exception {
        TargetRules rules = new TargetRules(List.of(),
                new DefaultLimits(Duration.ofMillis(100), Duration.ZERO, Duration.ZERO, Duration.ZERO));
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, rules); SilentTarget silent = new SilentTarget()) {
            assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(Row.EVENT_LOOP, () -> hooked.connect(silent.address())));
            var connecting = hooked.start(Row.EVENT_LOOP, () -> {
                hooked.socket().connect(silent.address(), 0);
                return null;
            }).parked();
            Thread.sleep(300);
            assertTrue(!connecting.future().isDone());
            connecting.thread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C85_configuredSocksProxyIsHonoured(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ServerSocket target = HookedIo.plainListener();
                SocksServer socks = new SocksServer()) {
            Socket socket = hooked.run(row, () -> {
                Socket opened = HookedSockets.open(hooked.io, socks.proxy());
                opened.connect(HookedIo.addressOf(target), 5_000);
                opened.getOutputStream().write(9);
                return opened;
            });
            assertInstanceOf(HookedSocket.class, socket);
            assertEquals(9, target.accept().getInputStream().read());
            assertEquals(HookedIo.addressOf(target), socks.asked.get());
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C85_socksProxyOfTheProxySelectorIsHonoured(Row row) throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (HookedIo hooked = new HookedIo(row);
                ServerSocket target = HookedIo.plainListener();
                SocksServer socks = new SocksServer()) {
            ProxySelector.setDefault(new OneProxy(socks.proxy(), target.getLocalPort()));
            Socket socket = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(target)));
            assertInstanceOf(HookedSocket.class, socket);
            assertEquals(HookedIo.addressOf(target), socks.asked.get(5, TimeUnit.SECONDS));
            socket.close();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitThatASilentProxyUsesUpIsTold(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket silent = HookedIo.plainListener()) {
            Socket socket = HookedSockets.open(hooked.io, new Proxy(Proxy.Type.SOCKS, HookedIo.addressOf(silent)));
            SocketTimeoutException e = assertThrows(SocketTimeoutException.class, () -> hooked.run(row, () -> {
                socket.connect(new InetSocketAddress("127.0.0.2", 1), 100);
                return null;
            }));
            assertTrue(e.getMessage().startsWith("Connect timed out after 100 ms: /127.0.0.2:1 ("), e.getMessage());
            assertTrue(socket.isClosed());
        }
    }

    @Test
    void limitThatTheProxySelectorUsesUpIsTold() throws Exception {
        SocketTimeoutException e = assertThrows(SocketTimeoutException.class,
                () -> withSlowSelector((socket, target) -> socket.connect(target, 50)));
        assertTrue(e.getMessage().startsWith("Connect timed out after 50 ms: "), e.getMessage());
    }

    @Test
    void deadlineThatPassesInTheProxySelectorIsTold() {
        assertThrows(DeadlineExceededException.class,
                () -> withSlowSelector((socket, target) -> Deadline.within(Duration.ofMillis(50)).call(() -> {
                    socket.connect(target);
                    return null;
                })));
    }

    private interface Connect {

        void connect(Socket socket, InetSocketAddress target) throws Exception;
    }

    private static void withSlowSelector(Connect code) throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket target = HookedIo.plainListener()) {
            ProxySelector.setDefault(new OneProxy(Proxy.NO_PROXY, target.getLocalPort()) {

                @Override
                public List<Proxy> select(URI uri) {
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                    return super.select(uri);
                }
            });
            hooked.run(Row.EVENT_LOOP, () -> {
                try (Socket socket = hooked.socket()) {
                    code.connect(socket, HookedIo.addressOf(target));
                }
                return null;
            });
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /** For the first socket that asks for the port: the second is the proxy's own. */
    private static class OneProxy extends ProxySelector {

        private final Proxy proxy;
        private final int port;
        private final AtomicBoolean used = new AtomicBoolean();

        OneProxy(Proxy proxy, int port) {
            this.proxy = proxy;
            this.port = port;
        }

        @Override
        public List<Proxy> select(URI target) {
            boolean first = target.getPort() == port && used.compareAndSet(false, true);
            return List.of(first ? proxy : Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI target, SocketAddress address, IOException why) {
            throw new AssertionError(why);
        }
    }
}
