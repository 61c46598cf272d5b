package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkiverse.fiber.TargetRule.AppliesTo;
import io.quarkiverse.fiber.runtime.io.LiveLimits;

/** Statements 12 and 72: limits that change while the application runs, and which rule a target has. */
class LiveLimitsConformanceTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final DefaultLimits DEFAULTS = new DefaultLimits(LONG, Duration.ZERO, Duration.ZERO, LONG);
    private static final TargetRule PEER = TargetRule.of("peer", "127.0.0.1").withAppliesTo(AppliesTo.ALL);

    private static IoLimits limitsOf(HookedIo hooked) {
        IoLimits limits = new LiveLimits(hooked.io, List.of(), DEFAULTS);
        limits.setDefaults(DEFAULTS);
        return limits;
    }

    private interface Operation {
        Object run() throws Exception;
    }

    /** After which limit, and whose, it has ended. */
    private static String endedBy(Operation operation) {
        String message = Elapsed.cut(assertThrows(SocketTimeoutException.class, operation::run));
        return message.substring(message.indexOf(" after ") + 7, message.indexOf(" ms"))
                + message.substring(message.indexOf(" ("));
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C12_changedDefaultCountsForTheNextConnect(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); SilentTarget silent = new SilentTarget()) {
            limitsOf(hooked).setDefaults(DEFAULTS.withConnectTimeout(LIMIT));
            assertEquals("200 (quarkus.fiber.io.connect-timeout)",
                    hooked.run(row, () -> endedBy(() -> hooked.connect(silent.address()))));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C12_changedRuleCountsForTheNextReadOfAConnectionThatExists(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            IoLimits limits = limitsOf(hooked);
            InputStream in = pair.hooked().getInputStream();
            pair.peer().getOutputStream().write(1);
            hooked.run(row, in::read);
            limits.put(PEER.withReadTimeout(LIMIT));
            assertEquals("200 (quarkus.fiber.targets.\"peer\".read-timeout)", hooked.run(row, () -> endedBy(in::read)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C12_changedRuleCountsForTheNextWriteOfAConnectionThatExists(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            limitsOf(hooked).put(PEER.withWriteTimeout(LIMIT));
            assertEquals("200 (quarkus.fiber.targets.\"peer\".write-timeout)", hooked.run(row, () -> endedBy(() -> {
                pair.hooked().getOutputStream().write(new byte[1024 * 1024]);
                return null;
            })));
        }
    }

    @Test
    void C12_changedDefaultCountsForTheNextLookup() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                TestNames names = new TestNames(() -> hooked.io.rules().otherwise().defaults().dnsTimeout())) {
            limitsOf(hooked).setDefaults(DEFAULTS.withDnsTimeout(LIMIT));
            String name = TestNames.silent();
            Exception e = hooked.run(Row.EVENT_LOOP, () -> assertThrows(Exception.class, () -> InetAddress.getByName(name)));
            assertTrue(e.getMessage().contains("quarkus.fiber.io.dns-timeout"), e::toString);
        }
    }

    @Test
    void waitUnderWayKeepsTheLimitItHasBegunWith() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            IoLimits limits = limitsOf(hooked);
            limits.put(PEER.withReadTimeout(LIMIT));
            var read = hooked.start(Row.EVENT_LOOP, () -> endedBy(pair.hooked().getInputStream()::read)).parked();
            limits.put(TargetRule.of("other", "127.0.0.1:1").withReadTimeout(LONG));
            limits.remove("peer");
            assertEquals("200 (quarkus.fiber.targets.\"peer\".read-timeout)", read.get());
        }
    }

    @Test
    void connectThroughAProxyKeepsTheLimitItHasBegunWith() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket silent = HookedIo.plainListener()) {
            IoLimits limits = limitsOf(hooked);
            limits.put(PEER.withConnectTimeout(LIMIT));
            Socket socket = HookedSockets.open(hooked.io, new Proxy(Proxy.Type.SOCKS, HookedIo.addressOf(silent)));
            var connect = hooked.start(Row.EVENT_LOOP, () -> endedBy(() -> {
                socket.connect(new InetSocketAddress("127.0.0.1", 1));
                return null;
            }));
            try (Socket proxy = silent.accept()) {
                limits.remove("peer");
                assertEquals("200 (quarkus.fiber.targets.\"peer\".connect-timeout)", connect.get());
            }
        }
    }

    @Test
    void timeoutOfWritesThatTheCodeHasSetOutlivesAChange() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.narrow(hooked, Row.EVENT_LOOP)) {
            ((HookedSocket) pair.hooked()).fd().setWriteTimeout(LIMIT);
            limitsOf(hooked).put(PEER.withWriteTimeout(LONG));
            SocketTimeoutException e = assertThrows(SocketTimeoutException.class, () -> hooked.run(Row.EVENT_LOOP, () -> {
                pair.hooked().getOutputStream().write(new byte[1024 * 1024]);
                return null;
            }));
            assertTrue(Elapsed.cut(e).endsWith("set by the code)"), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
            "db.eu.internal,  exact",
            "web.eu.internal, longWildcard",
            "web.internal,    wildcard",
            "web.example,     network" })
    void C72_mostSpecificRuleCountsAlsoWhereTheCodeHasResolvedTheName(String name, String expected) throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket listener = HookedIo.plainListener()) {
            limitsOf(hooked).replaceRules(List.of(TargetRule.of("anything", "*"), TargetRule.of("network", "127.0.0.0/8"),
                    TargetRule.of("wildcard", "*.internal"), TargetRule.of("longWildcard", "*.eu.internal"),
                    TargetRule.of("exact", "db.eu.internal")));
            InetAddress resolved = InetAddress.getByAddress(name, HookedIo.LOOPBACK.getAddress());
            assertEquals(expected, targetOf(hooked, new InetSocketAddress(resolved, listener.getLocalPort())));
        }
    }

    @ParameterizedTest
    @CsvSource({ "4, port", "3, narrow", "2, wide", "1, any" })
    void C72_narrowerRangeOfPortsCounts(int rules, String expected) throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket listener = HookedIo.plainListener()) {
            int port = listener.getLocalPort();
            limitsOf(hooked).replaceRules(List.of(TargetRule.of("any", "127.0.0.1"),
                    TargetRule.of("wide", "127.0.0.1:" + (port - 10) + "-" + (port + 10)),
                    TargetRule.of("narrow", "127.0.0.1:" + (port - 1) + "-" + port),
                    TargetRule.of("port", "127.0.0.1:" + port)).subList(0, rules));
            assertEquals(expected, targetOf(hooked, HookedIo.addressOf(listener)));
        }
    }

    private static String targetOf(HookedIo hooked, InetSocketAddress remote) throws Exception {
        try (Socket socket = hooked.run(Row.EVENT_LOOP, () -> hooked.connect(remote))) {
            return ((HookedSocket) socket).fd().limits().target();
        }
    }
}
