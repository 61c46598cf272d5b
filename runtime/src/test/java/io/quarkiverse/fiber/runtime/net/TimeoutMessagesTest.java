package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkiverse.fiber.runtime.io.LiveLimits;

/** What a timeout says, of each operation, and by each source of its limit: type, target, limit, source, elapsed time. */
class TimeoutMessagesTest {

    private static final int MILLIS = 50;
    private static final Duration LIMIT = Duration.ofMillis(MILLIS);
    private static final DefaultLimits NONE = new DefaultLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final DefaultLimits ALL = new DefaultLimits(LIMIT, LIMIT, LIMIT, LIMIT);
    private static final TargetRule RULE = TargetRule.of("peer", "127.0.0.1").withConnectTimeout(LIMIT).withReadTimeout(LIMIT)
            .withWriteTimeout(LIMIT);

    private enum Source {
        CODE,
        RULE,
        DEFAULT,
        DEADLINE
    }

    private static HookedIo hooked;
    private static IoLimits limits;
    private static SilentTarget silent;

    /** To whom the operation under test was, for its message. */
    private Object target;
    private boolean byCode;

    @BeforeAll
    static void start() throws Exception {
        hooked = new HookedIo(Row.EVENT_LOOP);
        limits = new LiveLimits(hooked.io, List.of(), NONE);
        silent = new SilentTarget();
    }

    @AfterAll
    static void stop() throws Exception {
        silent.close();
        hooked.close();
    }

    @ParameterizedTest
    @CsvSource({
            "connect, CODE", "connect, RULE", "connect, DEFAULT", "connect, DEADLINE",
            "read, CODE", "read, RULE", "read, DEFAULT", "read, DEADLINE",
            "write, CODE", "write, RULE", "write, DEFAULT", "write, DEADLINE",
            "receive, CODE", "receive, RULE", "receive, DEFAULT", "receive, DEADLINE",
            "accept, CODE", "accept, DEADLINE" })
    void timeoutTellsTypeTargetLimitSourceAndElapsedTime(String operation, Source source) throws Exception {
        SocketTimeoutException e = timeout(operation, source, SocketTimeoutException.class);
        String property = operation.equals("receive") ? "read-timeout" : operation + "-timeout";
        String what = Character.toUpperCase(operation.charAt(0)) + operation.substring(1) + " timed out";
        assertEquals(what + (source == Source.DEADLINE ? "" : " after 50 ms") + ": " + target + " (" + switch (source) {
            case CODE -> "set by the code";
            case RULE -> "quarkus.fiber.targets.\"peer\"." + property;
            case DEFAULT -> "quarkus.fiber.io." + property;
            case DEADLINE -> "the deadline of 50 ms of a test has passed";
        } + ")", Elapsed.cut(e));
    }

    @ParameterizedTest
    @CsvSource({ "CODE", "DEFAULT", "DEADLINE" })
    void lookupThatTimesOutDoesToo(Source source) throws Exception {
        try (TestNames names = new TestNames(() -> limits.defaults().dnsTimeout())) {
            UnknownHostException e = timeout("lookup", source, UnknownHostException.class);
            assertEquals(target + ": " + switch (source) {
                case CODE -> "no answer within 50 ms (set by the code)";
                case DEADLINE -> "Timed out: a lookup of " + target + " (the deadline of 50 ms of a test has passed)";
                default -> "no answer within 50 ms (quarkus.fiber.io.dns-timeout)";
            }, Elapsed.cut(e));
        }
    }

    private <E extends Exception> E timeout(String operation, Source source, Class<E> type) throws Exception {
        limits.replaceRules(source == Source.RULE ? List.of(RULE) : List.of());
        limits.setDefaults(source == Source.DEFAULT ? ALL : NONE);
        byCode = source == Source.CODE;
        return switch (operation) {
            case "connect" -> connect(source, type);
            case "read" -> read(source, type);
            case "write" -> write(source, type);
            case "receive" -> receive(source, type);
            case "accept" -> accept(source, type);
            default -> lookUp(source, type);
        };
    }

    private static <E extends Exception> E ends(Source source, Class<E> type, Callable<?> operation) throws Exception {
        return hooked.run(Row.EVENT_LOOP, () -> {
            long began = System.nanoTime();
            E e = source == Source.DEADLINE
                    ? Deadline.within(LIMIT, "a test").call(() -> assertThrows(type, operation::call))
                    : assertThrows(type, operation::call);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            long elapsed = Elapsed.millis(e);
            assertTrue(elapsed <= took.toMillis() && (source == Source.DEADLINE || elapsed >= MILLIS), elapsed + " of " + took);
            return e;
        });
    }

    private <E extends Exception> E connect(Source source, Class<E> type) throws Exception {
        target = silent.address();
        Socket socket = hooked.socket();
        return ends(source, type, () -> {
            if (byCode) {
                socket.connect(silent.address(), MILLIS);
            } else {
                socket.connect(silent.address());
            }
            return null;
        });
    }

    private <E extends Exception> E read(Source source, Class<E> type) throws Exception {
        try (Pair pair = connected(false)) {
            if (byCode) {
                pair.hooked().setSoTimeout(MILLIS);
            }
            return ends(source, type, pair.hooked().getInputStream()::read);
        }
    }

    private <E extends Exception> E write(Source source, Class<E> type) throws Exception {
        try (Pair pair = connected(true)) {
            if (byCode) {
                ((HookedSocket) pair.hooked()).fd().setWriteTimeout(LIMIT);
            }
            OutputStream out = pair.hooked().getOutputStream();
            return ends(source, type, () -> {
                out.write(new byte[1024 * 1024]);
                return null;
            });
        }
    }

    private Pair connected(boolean narrow) throws Exception {
        Pair pair = narrow ? Pair.narrow(hooked, Row.EVENT_LOOP) : Pair.of(hooked, Row.EVENT_LOOP);
        target = pair.hooked().getRemoteSocketAddress();
        return pair;
    }

    private <E extends Exception> E receive(Source source, Class<E> type) throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, HookedIo.LOOPBACK);
                DatagramSocket socket = HookedSockets.datagrams(hooked.io, new InetSocketAddress(HookedIo.LOOPBACK, 0))) {
            target = peer.getLocalSocketAddress();
            socket.connect(peer.getLocalSocketAddress());
            if (byCode) {
                socket.setSoTimeout(MILLIS);
            }
            return ends(source, type, () -> {
                socket.receive(new DatagramPacket(new byte[1], 1));
                return null;
            });
        }
    }

    private <E extends Exception> E accept(Source source, Class<E> type) throws Exception {
        try (ServerSocket listener = hooked.listener()) {
            target = "listening on /127.0.0.1:" + listener.getLocalPort();
            if (byCode) {
                listener.setSoTimeout(MILLIS);
            }
            return ends(source, type, listener::accept);
        }
    }

    private <E extends Exception> E lookUp(Source source, Class<E> type) throws Exception {
        String name = TestNames.silent();
        target = name;
        return ends(source, type, () -> byCode ? NameLookups.allByName(name, LIMIT) : InetAddress.getAllByName(name));
    }
}
