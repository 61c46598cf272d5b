package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 43, 44, 47, 49 and 76 of the conformance list, hazards 9, 10 and 21. */
class CloseConformanceTest {

    private static final byte[] MORE_THAN_FITS = new byte[8 * 1024 * 1024];
    private static final List<Row> TOGETHER = List.of(Row.EVENT_LOOP, Row.DEDICATED, Row.DEFAULT_VIRTUAL, Row.PLATFORM);

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsReadsAndWrites(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            var writing = hooked.start(row, writing(pair.hooked())).parked();
            var reading = hooked.start(row, reading(pair.hooked())).parked();
            var secondReading = hooked.start(row, reading(pair.hooked())).parked();
            long closed = System.nanoTime();
            pair.hooked().close();
            reading.get().assertIsPromptAfter(closed, "Socket closed");
            secondReading.get().assertIsPromptAfter(closed, "Socket closed");
            writing.get().assertIsPromptAfter(closed, "Socket closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsAConnect(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); SilentTarget silent = new SilentTarget()) {
            Socket socket = hooked.socket();
            var connecting = hooked.start(row, Failure.of(() -> {
                socket.connect(silent.address(), 0);
                return null;
            })).parked();
            long closed = System.nanoTime();
            socket.close();
            connecting.get().assertIsPromptAfter(closed, "Socket closed");
        }
    }

    @Test
    void C44_closeEndsWaitsWhateverThreadClosesIt() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            for (Row waiter : TOGETHER) {
                for (Row closer : TOGETHER) {
                    try (Pair pair = Pair.narrow(hooked, waiter); ServerSocket listener = hooked.listener()) {
                        var writing = hooked.start(waiter, writing(pair.hooked())).parked();
                        var reading = hooked.start(waiter, reading(pair.hooked())).parked();
                        var accepting = hooked.start(waiter, Failure.of(listener::accept)).parked();
                        long closed = hooked.run(closer, () -> {
                            long now = System.nanoTime();
                            pair.hooked().close();
                            listener.close();
                            return now;
                        });
                        reading.get().assertIsPromptAfter(closed, "Socket closed");
                        writing.get().assertIsPromptAfter(closed, "Socket closed");
                        accepting.get().assertIsPromptAfter(closed, "Socket closed");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C47_shutdownOfTheInputEndsAReadWithTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            var in = pair.hooked().getInputStream();
            var reading = hooked.start(row, in::read).parked();
            pair.hooked().shutdownInput();
            assertEquals(-1, reading.get());
            assertEquals(-1, hooked.run(row, () -> in.read()));
            assertEquals(0, in.available());

            pair.hooked().getOutputStream().write(6);
            assertEquals(6, pair.peer().getInputStream().read(), "the output stays open");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C47_shutdownOfTheOutputOfThePeerEndsAReadWithTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            Socket client = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(listener)));
            Socket server = listener.accept();
            var reading = hooked.start(row, () -> server.getInputStream().read()).parked();
            client.shutdownOutput();
            assertEquals(-1, reading.get());

            server.getOutputStream().write(7);
            assertEquals(7, hooked.run(row, () -> client.getInputStream().read()), "the other direction stays open");
            client.close();
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C49_closingTwiceIsHarmless(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row); Socket neverConnected = hooked.socket()) {
            var reading = hooked.start(row, reading(pair.hooked())).parked();
            for (int i = 0; i < 2; i++) {
                hooked.run(row, () -> {
                    neverConnected.close();
                    pair.hooked().close();
                    return null;
                });
            }
            reading.get();
            assertTrue(pair.hooked().isClosed());
            assertTrue(hooked.io.table().describe().isEmpty());
        }
    }

    @Test
    void C49_closingFromManyThreadsAtOnceIsHarmless() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            for (int round = 0; round < 50; round++) {
                try (Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
                    var reading = hooked.start(Row.EVENT_LOOP, reading(pair.hooked()));
                    var closings = TOGETHER.stream().map(row -> hooked.start(row, () -> {
                        pair.hooked().close();
                        return null;
                    })).toList();
                    for (var closing : closings) {
                        closing.get();
                    }
                    assertTrue(reading.get().why().getMessage().startsWith("Socket"), reading.get().why().getMessage());
                }
            }
        }
    }

    @Test
    void C76_pooledSocketWorksOnEveryKindOfThreadWithTheSameTimeouts() throws Exception {
        try (HookedIo hooked = new HookedIo(4); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.hooked().setSoTimeout(50);
            for (int round = 0; round < 5; round++) {
                for (Row borrower : TOGETHER) {
                    assertEcho(hooked, borrower, pair, round);
                    Duration took = hooked.run(borrower, () -> {
                        long started = System.nanoTime();
                        assertThrows(SocketTimeoutException.class, () -> pair.hooked().getInputStream().read());
                        return Duration.ofNanos(System.nanoTime() - started);
                    });
                    TimeBounds.assertTook(Duration.ofMillis(50), Duration.ofMillis(50), took);
                }
            }
        }
    }

    @Test
    void C76_pooledSocketMovesBetweenLoopsUnderALongerUseOfEach() throws Exception {
        try (HookedIo hooked = new HookedIo(4); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            for (int round = 0; round < 100; round++) { // the next fiber is on the next of four loops
                assertEcho(hooked, Row.EVENT_LOOP, pair, round);
            }
            for (Row borrower : TOGETHER) {
                for (int round = 0; round < 40; round++) { // more than it takes to move
                    assertEcho(hooked, borrower, pair, round);
                }
            }
            assertFalse(pair.hooked().isClosed());
        }
    }

    private static void assertEcho(HookedIo hooked, Row row, Pair pair, int value) throws Exception {
        var answer = hooked.start(row, () -> {
            pair.hooked().getOutputStream().write(value);
            return pair.hooked().getInputStream().read();
        });
        pair.peer().getOutputStream().write(pair.peer().getInputStream().read());
        assertEquals(value, answer.get());
    }

    private static Callable<Failure> reading(Socket socket) {
        return Failure.of(() -> socket.getInputStream().read());
    }

    private static Callable<Failure> writing(Socket socket) {
        return Failure.of(() -> {
            socket.getOutputStream().write(MORE_THAN_FITS);
            return null;
        });
    }
}
