package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 17 to 20 of the conformance list, and 25 and 34 for listeners. */
class AcceptConformanceTest {

    @Test
    void C17_acceptParksTheFiberOnly() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket listener = hooked.listener()) {
            var accepting = hooked.start(Row.EVENT_LOOP, listener::accept).parked();
            assertEquals("another fiber", hooked.run(Row.EVENT_LOOP, () -> "another fiber"));
            assertFalse(accepting.future().isDone());
            try (Socket peer = new Socket(HookedIo.LOOPBACK, listener.getLocalPort()); Socket accepted = accepting.get()) {
                assertEquals(peer.getLocalSocketAddress(), accepted.getRemoteSocketAddress());
                assertEquals(peer.getRemoteSocketAddress(), accepted.getLocalSocketAddress());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C17_acceptedSocketIsHookedAndHasDefaultSettings(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            listener.setSoTimeout(5_000);
            var accepting = hooked.start(row, listener::accept).parked();
            try (Socket peer = new Socket(HookedIo.LOOPBACK, listener.getLocalPort()); Socket accepted = accepting.get()) {
                assertInstanceOf(HookedSocket.class, accepted);
                assertEquals(0, accepted.getSoTimeout());
                assertFalse(accepted.getTcpNoDelay());
                assertEquals(List.of(FdInfo.Kind.LISTENER, FdInfo.Kind.STREAM),
                        hooked.io.table().describe().stream().map(FdInfo::kind).toList());
                var reading = hooked.start(row, () -> accepted.getInputStream().read()).parked();
                peer.getOutputStream().write(5);
                assertEquals(5, reading.get());
                hooked.run(row, () -> {
                    accepted.getOutputStream().write(6);
                    return null;
                });
                assertEquals(6, peer.getInputStream().read());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C18_acceptFailsAfterTheTimeoutAndTheListenerStaysUsable(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            listener.setSoTimeout(200);
            Duration took = hooked.run(row, () -> {
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, listener::accept);
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(200), Duration.ofMillis(50), took);
            assertAccepts(hooked, row, listener);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C18_acceptWaitsForItsTurnNoLongerThanItsTimeout(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            hooked.start(row, Failure.of(listener::accept)).parked();
            listener.setSoTimeout(100);
            assertThrows(SocketTimeoutException.class, () -> hooked.run(row, listener::accept));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C19_closeOfTheListenerEndsAnAccept(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            var accepting = hooked.start(row, Failure.of(listener::accept)).parked();
            long closed = System.nanoTime();
            listener.close();
            accepting.get().assertIsPromptAfter(closed, "Socket closed");
            assertEquals("Socket is closed",
                    assertThrows(SocketException.class, () -> hooked.run(row, listener::accept)).getMessage());
        }
    }

    @Test
    void C20_listenerAcceptsOnEveryKindOfThread() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            ServerSocket listener = hooked.run(Row.DEDICATED, hooked::listener);
            for (int round = 0; round < 3; round++) {
                for (Row row : List.of(Row.PLATFORM, Row.EVENT_LOOP, Row.DEFAULT_VIRTUAL, Row.DEDICATED)) {
                    assertAccepts(hooked, row, listener);
                }
            }
            listener.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C25_acceptWithoutATimeoutWaitsForEver(Row row) throws Exception {
        Limits limits = new Limits("all", null, Duration.ofMillis(100), null, false, true, DefaultLimits.NONE);
        TargetRules rules = new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("*"), limits)),
                new DefaultLimits(Duration.ZERO, Duration.ofMillis(100), Duration.ZERO, Duration.ZERO));
        try (HookedIo hooked = new HookedIo(row, rules); ServerSocket listener = hooked.listener()) {
            var accepting = hooked.start(row, listener::accept).parked();
            Thread.sleep(300);
            assertFalse(accepting.future().isDone(), "limits of reads are not for listeners");
            new Socket(HookedIo.LOOPBACK, listener.getLocalPort()).close();
            accepting.get().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C34_twoAcceptorsBothFinish(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            var first = hooked.start(row, listener::accept).parked();
            var second = hooked.start(row, listener::accept);
            try (Socket one = new Socket(HookedIo.LOOPBACK, listener.getLocalPort());
                    Socket other = new Socket(HookedIo.LOOPBACK, listener.getLocalPort());
                    Socket acceptedFirst = first.get();
                    Socket acceptedSecond = second.get()) {
                assertTrue(acceptedFirst.getPort() != acceptedSecond.getPort());
            }
        }
    }

    /** Accepts a connection that comes when the accept waits already, and one that was there before. */
    private static void assertAccepts(HookedIo hooked, Row row, ServerSocket listener) throws Exception {
        var accepting = hooked.start(row, listener::accept).parked();
        try (Socket peer = new Socket(HookedIo.LOOPBACK, listener.getLocalPort()); Socket accepted = accepting.get()) {
            assertEquals(peer.getLocalPort(), accepted.getPort());
        }
        try (Socket peer = new Socket(HookedIo.LOOPBACK, listener.getLocalPort());
                Socket accepted = hooked.run(row, listener::accept)) {
            assertEquals(peer.getLocalPort(), accepted.getPort());
        }
    }
}
