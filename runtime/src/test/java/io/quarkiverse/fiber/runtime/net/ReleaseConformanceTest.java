package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 46 and 83 of the conformance list, hazards 8 and 35: the system gets back what is closed, whole and at once. */
class ReleaseConformanceTest {

    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final int CONNECTIONS = 50;

    @ParameterizedTest
    @EnumSource
    void C46_socketInheritsNothingFromTheOneThatHadItsNumber(Row row) throws Exception {
        try (ServerSocket ruled = HookedIo.plainListener();
                ServerSocket free = HookedIo.plainListener();
                HookedIo hooked = new HookedIo(row, readsEndSoonAt(ruled))) {
            Socket first = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(ruled)));
            int number = Descriptors.numberOf(first);
            first.setSoTimeout(20);
            first.setSoLinger(true, 0);
            assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, () -> first.getInputStream().read()), "the rule is not in force");
            hooked.run(Row.PLATFORM, () -> {
                first.close();
                return null;
            });
            try (Socket second = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(free)))) {
                assertEquals(number, Descriptors.numberOf(second), "the number was not used again");
                assertEquals(0, second.getSoTimeout());
                assertEquals(-1, second.getSoLinger());
                var reading = hooked.start(row, () -> second.getInputStream().read()).parked();
                Thread.sleep(100);
                assertFalse(reading.future().isDone());
                free.accept().getOutputStream().write(1);
                assertEquals(1, reading.get());
            }
        }
    }

    private static TargetRules readsEndSoonAt(ServerSocket listener) throws Exception {
        Limits limits = new Limits("ruled", null, Duration.ofMillis(30), null, true, true, DefaultLimits.NONE);
        return new TargetRules(
                List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1:" + listener.getLocalPort()), limits)),
                DefaultLimits.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void C83_portOfAClosedListenerCanBeBoundAgainAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            ServerSocket listener = hooked.listener();
            var accepting = hooked.start(row, Failure.of(listener::accept)).parked();
            listener.close();
            new ServerSocket(listener.getLocalPort(), 1, HookedIo.LOOPBACK).close();
            accepting.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C83_closeThatDoesNotLingerResetsTheConnectionAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            hooked.start(row, Failure.of(() -> pair.hooked().getInputStream().read())).parked();
            pair.hooked().setSoLinger(true, 0);
            var peer = hooked.start(Row.PLATFORM, Failure.of(() -> pair.peer().getInputStream().read())).parked();
            long closed = System.nanoTime();
            pair.hooked().close();
            peer.get().assertIsPromptAfter(closed, "Connection reset");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C83_descriptorsAreGivenBackWhileTheLoopIsIdle(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = HookedIo.plainListener()) {
            useAndClose(hooked, row, listener, 1);
            long before = Descriptors.count();
            useAndClose(hooked, row, listener, CONNECTIONS);
            assertGivenBack(before);
        }
    }

    @Test
    void C83_descriptorsAreGivenBackWhileTheLoopIsStuck() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ServerSocket listener = HookedIo.plainListener()) {
            CountDownLatch stuck = new CountDownLatch(1);
            useAndClose(hooked, Row.EVENT_LOOP, listener, 1);
            hooked.loops.next().execute(() -> HookedIo.awaitUninterruptibly(stuck));
            try {
                useAndClose(hooked, Row.EVENT_LOOP, listener, 1);
                long before = Descriptors.count();
                useAndClose(hooked, Row.EVENT_LOOP, listener, CONNECTIONS);
                assertGivenBack(before);
            } finally {
                stuck.countDown();
            }
        }
    }

    @Test
    void C83_portOfAListenerThatIsClosedWhileTheLoopIsStuckIsFreeSoon() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            CountDownLatch stuck = new CountDownLatch(1);
            hooked.loops.next().execute(() -> HookedIo.awaitUninterruptibly(stuck));
            try (ServerSocket listener = hooked.listener()) {
                var accepting = hooked.start(Row.EVENT_LOOP, listener::accept).parked();
                new Socket(HookedIo.LOOPBACK, listener.getLocalPort()).close();
                accepting.get().close();
                listener.close();
                assertCanBeBound(listener.getLocalPort());
            } finally {
                stuck.countDown();
            }
        }
    }

    private static void assertCanBeBound(int port) throws Exception {
        long until = System.nanoTime() + TimeBounds.scaled(AT_ONCE).toNanos();
        for (;;) {
            try {
                new ServerSocket(port, 1, HookedIo.LOOPBACK).close();
                return;
            } catch (BindException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                Thread.sleep(1);
            }
        }
    }

    /** Connections whose reader has waited, so that somebody watches their descriptors. */
    private static void useAndClose(HookedIo hooked, Row row, ServerSocket listener, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Socket socket = hooked.connect(HookedIo.addressOf(listener));
            var reading = hooked.start(row, () -> socket.getInputStream().read()).parked();
            try (Socket peer = listener.accept()) {
                peer.getOutputStream().write(1);
                assertNotEquals(-1, reading.get());
                socket.close();
            }
        }
    }

    private static void assertGivenBack(long before) throws InterruptedException {
        long until = System.nanoTime() + TimeBounds.scaled(AT_ONCE).toNanos();
        while (Descriptors.count() > before && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        assertTrue(Descriptors.count() <= before, Descriptors.count() - before + " of " + CONNECTIONS + " are left");
    }
}
