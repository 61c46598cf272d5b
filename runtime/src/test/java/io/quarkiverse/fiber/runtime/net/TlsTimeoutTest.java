package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 78 of the conformance list: how handshakes, reads and writes of TLS over hooked sockets end without an answer. */
class TlsTimeoutTest {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void handshakeWithASilentServerEndsAfterTheTimeoutThatTheCodeHasSet(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                ServerSocket silent = HookedIo.plainListener()) {
            for (TlsMaker maker : List.of(TlsMaker.HOOKS, TlsMaker.HOOKS_LATER)) {
                try (SSLSocket client = hooked.run(row,
                        () -> maker.connect(TestCertificate.context(), "localhost", silent.getLocalPort()))) {
                    client.setSoTimeout((int) LIMIT.toMillis());
                    assertEndsAfterTheLimit(hooked, row, client, "set by the code");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void handshakeWithASilentServerEndsAfterTheLimitOfTheTarget(Row row) throws Exception {
        Limits limits = new Limits("slow", null, LIMIT, null, false, false, DefaultLimits.NONE);
        try (HookedIo hooked = new HookedIo(row, rule(limits));
                HooksInUse use = new HooksInUse(hooked.io);
                ServerSocket silent = HookedIo.plainListener();
                SSLSocket client = hooked.run(row,
                        () -> TlsMaker.HOOKS.connect(TestCertificate.context(), "localhost", silent.getLocalPort()))) {
            assertEndsAfterTheLimit(hooked, row, client, "quarkus.fiber.targets.\"slow\".read-timeout");
        }
    }

    @ParameterizedTest
    @EnumSource
    void handshakeWithASilentClientEndsAfterTheTimeoutThatTheCodeHasSet(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                SSLServerSocket listener = TlsMaker.HOOKS.listener(TestCertificate.context());
                Socket silent = new Socket(HookedIo.LOOPBACK, listener.getLocalPort());
                SSLSocket server = (SSLSocket) hooked.run(row, listener::accept)) {
            server.setSoTimeout((int) LIMIT.toMillis());
            assertEndsAfterTheLimit(hooked, row, server, "set by the code");
        }
    }

    private static void assertEndsAfterTheLimit(HookedIo hooked, Row row, SSLSocket socket, String source) throws Exception {
        long began = System.nanoTime();
        Failure failure = hooked.run(row, Failure.of(() -> {
            socket.startHandshake();
            return null;
        }));
        TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(failure.at() - began));
        SocketTimeoutException timeout = timeout(failure.why());
        assertTrue(timeout.getMessage().startsWith("Read timed out after 100 ms: "), timeout.getMessage());
        assertTrue(Elapsed.cut(timeout).endsWith("(" + source + ")"), timeout.getMessage());
    }

    private static SocketTimeoutException timeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException timeout) {
                return timeout;
            }
        }
        throw new AssertionError("not because of a timeout", failure);
    }

    @ParameterizedTest
    @EnumSource
    void readCanGoOnAfterATimeout(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                TlsPair pair = TlsPair.of(hooked, row, TlsMaker.HOOKS)) {
            shakeHands(hooked, row, pair);
            pair.client().setSoTimeout((int) LIMIT.toMillis());
            long began = System.nanoTime();
            Failure failure = hooked.run(row, Failure.of(() -> pair.client().getInputStream().read()));
            TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(failure.at() - began));
            assertInstanceOf(SocketTimeoutException.class, failure.why());
            hooked.run(row, () -> {
                pair.server().getOutputStream().write(7);
                return null;
            });
            assertEquals(7, hooked.run(row, () -> pair.client().getInputStream().read()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeEndsAfterItsLimit(Row row) throws Exception {
        Limits limits = new Limits("slow", null, null, LIMIT, false, false, DefaultLimits.NONE);
        try (HookedIo hooked = new HookedIo(row, rule(limits));
                HooksInUse use = new HooksInUse(hooked.io);
                TlsPair pair = TlsPair.of(hooked, row, TlsMaker.HOOKS)) {
            shakeHands(hooked, row, pair);
            Duration took = hooked.run(row, () -> {
                long[] began = { 0 };
                IOException failure = assertThrows(IOException.class, () -> {
                    byte[] some = new byte[16 * 1024];
                    while (true) {
                        began[0] = System.nanoTime();
                        pair.client().getOutputStream().write(some);
                    }
                });
                long ended = System.nanoTime();
                assertTrue(timeout(failure).getMessage().startsWith("Write timed out after 100 ms: "), failure::toString);
                return Duration.ofNanos(ended - began[0]);
            });
            TimeBounds.assertTook(LIMIT, BOUND, took);
        }
    }

    private static void shakeHands(HookedIo hooked, Row row, TlsPair pair) throws Exception {
        var server = hooked.start(row, () -> {
            pair.server().startHandshake();
            return null;
        });
        hooked.run(row, () -> {
            pair.client().startHandshake();
            return null;
        });
        server.get();
    }

    @ParameterizedTest
    @EnumSource
    void closeByAnotherThreadEndsAHandshake(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                ServerSocket silent = HookedIo.plainListener()) {
            for (TlsMaker maker : List.of(TlsMaker.HOOKS, TlsMaker.HOOKS_LATER)) {
                SSLSocket client = hooked.run(row,
                        () -> maker.connect(TestCertificate.context(), "localhost", silent.getLocalPort()));
                var handshake = hooked.start(row, Failure.of(() -> {
                    client.startHandshake();
                    return null;
                })).parked();
                long closed = System.nanoTime();
                client.close();
                Failure failure = handshake.get();
                Duration took = Duration.ofNanos(failure.at() - closed);
                assertTrue(took.compareTo(TimeBounds.scaled(Duration.ofMillis(100))) <= 0, "late: " + took);
                assertTrue(client.isClosed());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptEndsAfterItsTimeoutAndByClose(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                HooksInUse use = new HooksInUse(hooked.io);
                SSLServerSocket listener = TlsMaker.HOOKS.listener(TestCertificate.context())) {
            listener.setSoTimeout((int) LIMIT.toMillis());
            long began = System.nanoTime();
            Failure timedOut = hooked.run(row, Failure.of(listener::accept));
            TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(timedOut.at() - began));
            assertInstanceOf(SocketTimeoutException.class, timedOut.why());

            listener.setSoTimeout(0);
            var accepting = hooked.start(row, Failure.of(listener::accept)).parked();
            assertFalse(listener.isClosed());
            long closed = System.nanoTime();
            listener.close();
            accepting.get().assertIsPromptAfter(closed, "Socket closed");
        }
    }

    private static TargetRules rule(Limits limits) {
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)), DefaultLimits.NONE);
    }
}
