package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** A connection through a SOCKS proxy has the limits of its target, and of nothing else. */
class ProxyLimitsTest {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void proxyThatNeverAnswersIsGivenUpAtTheConnectLimitOfTheTarget(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, rule("target.example", LIMIT, null));
                ServerSocket silent = HookedIo.plainListener();
                Socket socket = HookedSockets.open(hooked.io, new Proxy(Proxy.Type.SOCKS, HookedIo.addressOf(silent)))) {
            Duration took = hooked.run(row, () -> {
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class,
                        () -> socket.connect(InetSocketAddress.createUnresolved("target.example", 80)));
                return Duration.ofNanos(System.nanoTime() - started);
            });
            // The JDK's client counts the handshake in milliseconds.
            TimeBounds.assertTook(LIMIT.minusMillis(1), BOUND, took);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void rulesAreThoseOfTheTargetAndTheListSaysSo(Row row) throws Exception {
        try (ServerSocket target = HookedIo.plainListener();
                HookedIo hooked = new HookedIo(row, rule("127.0.0.1:" + target.getLocalPort(), null, LIMIT));
                SocksServer socks = new SocksServer();
                Socket socket = HookedSockets.open(hooked.io, socks.proxy())) {
            Duration took = hooked.run(row, () -> {
                socket.connect(HookedIo.addressOf(target));
                FdInfo info = hooked.io.table().describe().getFirst();
                assertEquals("ruled", info.target());
                assertTrue(info.peer().endsWith(":" + target.getLocalPort()), info.peer());
                assertEquals(0, socket.getSoTimeout());
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, socket.getInputStream()::read);
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(LIMIT, BOUND, took);
        }
    }

    private static TargetRules rule(String match, Duration connect, Duration read) {
        Limits limits = new Limits("ruled", connect, read, null, false, true, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse(match), limits)), DefaultLimits.NONE);
    }
}
