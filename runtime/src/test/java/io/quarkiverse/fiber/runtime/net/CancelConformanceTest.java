package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;

/** Statement 48: a wait can be cancelled without closing the socket. */
class CancelConformanceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_cancelEndsAReadAndLeavesTheSocketOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            assertInstanceOf(FiberCancelledException.class,
                    failureOfACancelled(hooked, row, () -> pair.hooked().getInputStream().read()));
            assertStillWorks(hooked, row, pair.hooked(), pair.peer());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_cancelEndsAnAcceptAndLeavesTheListenerOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            assertInstanceOf(FiberCancelledException.class, failureOfACancelled(hooked, row, listener::accept));
            var accepting = hooked.start(row, listener::accept).parked();
            try (Socket client = new Socket(HookedIo.LOOPBACK, listener.getLocalPort()); Socket accepted = accepting.get()) {
                assertStillWorks(hooked, row, accepted, client);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_cancelledFiberSleepsNoMore(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            AtomicReference<Object> outcome = new AtomicReference<>();
            Fiber fiber = hooked.fibers.scheduler().group(row.group).start(() -> {
                try {
                    pair.hooked().getInputStream().read();
                } catch (IOException e) {
                    try {
                        Thread.sleep(Duration.ofHours(1));
                    } catch (InterruptedException interrupted) {
                        outcome.set(interrupted);
                    }
                }
            });
            awaitWait(fiber);
            fiber.cancel();
            assertTrue(fiber.join(SOON));
            assertInstanceOf(InterruptedException.class, outcome.get());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_writeOfACancelledFiberIsNotMadeButClosesTheConnection(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            assertInstanceOf(FiberCancelledException.class, failureOfACancelled(hooked, row, () -> {
                try {
                    Thread.sleep(Duration.ofHours(1));
                } catch (InterruptedException e) {
                    pair.hooked().getOutputStream().write(1);
                }
                return null;
            }));
            assertEquals(-1, pair.peer().getInputStream().read());
            hooked.run(row, () -> assertThrows(SocketException.class, () -> pair.hooked().getOutputStream().write(2)));
        }
    }

    private interface Operation {
        Object run() throws IOException;
    }

    private static IOException failureOfACancelled(HookedIo hooked, Row row, Operation operation) throws Exception {
        AtomicReference<IOException> failure = new AtomicReference<>();
        Fiber fiber = hooked.fibers.scheduler().group(row.group).start(() -> {
            try {
                operation.run();
            } catch (IOException e) {
                failure.set(e);
            }
        });
        awaitWait(fiber);
        fiber.cancel();
        assertTrue(fiber.join(SOON), fiber::toString);
        return failure.get();
    }

    private static void awaitWait(Fiber fiber) throws InterruptedException {
        while (fiber.waiting().isEmpty()) {
            assertFalse(fiber.join(Duration.ofMillis(1)), "the fiber has ended");
        }
    }

    private static void assertStillWorks(HookedIo hooked, Row row, Socket socket, Socket peer) throws Exception {
        assertFalse(socket.isClosed());
        peer.getOutputStream().write(42);
        assertEquals(42, hooked.run(row, () -> socket.getInputStream().read()));
    }
}
