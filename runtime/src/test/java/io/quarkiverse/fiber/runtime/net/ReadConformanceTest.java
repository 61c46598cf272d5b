package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 22 to 28, 34 and 74 of the conformance list. */
class ReadConformanceTest {

    @ParameterizedTest
    @EnumSource
    void C22_readReturnsAShortCountAndThenTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            byte[] bytes = new byte[100];
            var reading = hooked.start(row, () -> pair.hooked().getInputStream().read(bytes)).parked();
            pair.peer().getOutputStream().write(new byte[] { 1, 2, 3 });
            assertEquals(3, reading.get());
            var ending = hooked.start(row, () -> pair.hooked().getInputStream().read(bytes)).parked();
            pair.peer().close();
            assertEquals(-1, ending.get());
            assertEquals(-1, hooked.run(row, () -> pair.hooked().getInputStream().read()), "the end stays the end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C23_readFailsAfterItsTimeoutAndTheSocketStaysUsable(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            Duration took = hooked.run(row, () -> {
                pair.hooked().setSoTimeout(200);
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, () -> pair.hooked().getInputStream().read());
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(200), Duration.ofMillis(50), took);
            pair.peer().getOutputStream().write(42);
            assertEquals(42, hooked.run(row, () -> pair.hooked().getInputStream().read()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C24_timeoutOfZeroWaitsForEver(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            var reading = hooked.start(row, () -> {
                pair.hooked().setSoTimeout(0);
                return pair.hooked().getInputStream().read();
            }).parked();
            Thread.sleep(300);
            assertFalse(reading.future().isDone());
            pair.peer().getOutputStream().write(1);
            assertEquals(1, reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C25_readWithoutATimeoutWaitsForEver(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            assertEquals(0, pair.hooked().getSoTimeout());
            var reading = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
            Thread.sleep(300);
            assertFalse(reading.future().isDone());
            pair.peer().getOutputStream().write(1);
            assertEquals(1, reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C26_timeoutIsOneDeadlineOverAllRetries(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            pair.hooked().setSoTimeout(300);
            var reading = hooked.start(row, () -> {
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, () -> pair.hooked().getInputStream().read());
                return Duration.ofNanos(System.nanoTime() - started);
            });
            while (!reading.future().isDone()) {
                java.util.concurrent.locks.LockSupport.unpark(reading.thread());
                Thread.sleep(10);
            }
            TimeBounds.assertTook(Duration.ofMillis(300), Duration.ofMillis(50), reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C27_timeoutThatAnotherThreadHasSetCounts(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            pair.hooked().setSoTimeout(50);
            assertEquals(50, hooked.run(row, () -> pair.hooked().getSoTimeout()));
            assertThrows(SocketTimeoutException.class, () -> hooked.run(row, () -> pair.hooked().getInputStream().read()));
        }
    }

    @Test
    void C28_readOfAChannelThatIsNonBlockingReturnsAtOnceWithoutASwitch() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); ServerSocket listener = HookedIo.plainListener()) {
            hooked.run(Row.EVENT_LOOP, () -> {
                try (SocketChannel channel = SocketChannel.open(HookedIo.addressOf(listener))) {
                    channel.configureBlocking(false);
                    AtomicBoolean switched = new AtomicBoolean();
                    hooked.fibers.scheduler().start(() -> switched.set(true));
                    assertEquals(0, channel.read(ByteBuffer.allocate(1)));
                    assertFalse(switched.get(), "another fiber ran meanwhile");
                    return null;
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void C34_twoReadersBothFinish(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            var first = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
            var second = hooked.start(row, () -> pair.hooked().getInputStream().read());
            pair.peer().getOutputStream().write(new byte[] { 1, 2 });
            assertEquals(3, first.get() + second.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C34_twoReadersBothSeeTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            var first = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
            var second = hooked.start(row, () -> pair.hooked().getInputStream().read());
            pair.peer().close();
            assertEquals(-1, first.get());
            assertEquals(-1, second.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_interruptClosesTheSocketOfAVirtualThreadOnly(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            var reading = hooked.start(row, () -> {
                int read = pair.hooked().getInputStream().read();
                assertTrue(Thread.currentThread().isInterrupted(), "the flag is lost");
                return read;
            }).parked();
            reading.thread().interrupt();
            if (row.isVirtual()) {
                assertEquals("Closed by interrupt", assertThrows(SocketException.class, reading::get).getMessage());
                assertTrue(pair.hooked().isClosed());
            } else {
                pair.peer().getOutputStream().write(7);
                assertEquals(7, reading.get());
                assertFalse(pair.hooked().isClosed());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dataThatIsThereIsReadInOneCallWithoutAWait(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            byte[] sent = new byte[300_000];
            new java.util.Random(1).nextBytes(sent);
            var reading = hooked.start(row, () -> pair.hooked().getInputStream().readNBytes(sent.length));
            pair.peer().getOutputStream().write(sent);
            assertArrayEquals(sent, reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetIsAnErrorThatStays(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            var reading = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
            pair.peer().setSoLinger(true, 0);
            pair.peer().close();
            assertEquals("Connection reset", assertThrows(SocketException.class, reading::get).getMessage());
            assertEquals("Connection reset", assertThrows(SocketException.class,
                    () -> hooked.run(row, () -> pair.hooked().getInputStream().read())).getMessage());
        }
    }
}
