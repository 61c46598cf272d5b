package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 33, 38 to 40, 42 and 70 of the conformance list. */
class WriteConformanceTest {

    private static final byte[] MORE_THAN_FITS = new byte[8 * 1024 * 1024];

    static {
        new Random(1).nextBytes(MORE_THAN_FITS);
    }

    @ParameterizedTest
    @EnumSource
    void C33_readerAndWriterAreWokenForTheirOwnDirection(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            var writing = hooked.start(row, writing(pair.hooked(), MORE_THAN_FITS)).parked();
            var reading = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
            pair.peer().getOutputStream().write(3);
            assertEquals(3, reading.get());
            assertFalse(writing.parked().future().isDone());

            var readingOn = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
            pair.peer().getInputStream().skipNBytes(MORE_THAN_FITS.length);
            writing.get();
            assertFalse(readingOn.parked().future().isDone());
            pair.peer().getOutputStream().write(4);
            assertEquals(4, readingOn.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C38_largeWriteEndsWhileTheReaderRunsOnTheSameCarrier(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            Socket writer = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(listener)));
            Socket reader = hooked.run(row, listener::accept);
            var reading = hooked.start(row, () -> {
                CheckedInputStream in = new CheckedInputStream(reader.getInputStream(), new CRC32());
                in.skipNBytes(MORE_THAN_FITS.length);
                return in.getChecksum().getValue();
            });
            hooked.start(row, writing(writer, MORE_THAN_FITS)).get();
            CRC32 sent = new CRC32();
            sent.update(MORE_THAN_FITS);
            assertEquals(sent.getValue(), reading.get());
            writer.close();
            reader.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C39_writeFailsAfterItsLimit(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(300))); Pair pair = Pair.narrow(hooked, row)) {
            Duration took = hooked.run(row, () -> {
                OutputStream out = pair.hooked().getOutputStream();
                long started = System.nanoTime();
                var e = assertThrows(SocketTimeoutException.class, () -> out.write(MORE_THAN_FITS));
                assertTrue(e.getMessage().startsWith("Write timed out after 300 ms: "), e.getMessage());
                assertTrue(Elapsed.cut(e).endsWith("(quarkus.fiber.targets.\"slow\".write-timeout)"), e.getMessage());
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(300), Duration.ofMillis(50), took);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeWithoutALimitWaitsForEver(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            pair.hooked().setSoTimeout(50);
            var writing = hooked.start(row, writing(pair.hooked(), MORE_THAN_FITS)).parked();
            Thread.sleep(300);
            assertFalse(writing.future().isDone(), "a limit of reads is none of writes");
            pair.peer().getInputStream().skipNBytes(MORE_THAN_FITS.length);
            writing.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitOfAWriteIsOneDeadlineAlthoughThePeerReadsALittle(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(300))); Pair pair = Pair.narrow(hooked, row)) {
            long started = System.nanoTime();
            var writing = hooked.start(row, Failure.of(writing(pair.hooked(), MORE_THAN_FITS)));
            byte[] little = new byte[8 * 1024];
            while (!writing.future().isDone()) {
                pair.peer().getInputStream().read(little);
                Thread.sleep(20);
            }
            TimeBounds.assertTook(Duration.ofMillis(300), Duration.ofMillis(50),
                    Duration.ofNanos(writing.get().at() - started));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C40_bytesThatWereSentAreReported(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(50))); Pair pair = Pair.narrow(hooked, row)) {
            var cutOff = assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, writing(pair.hooked(), MORE_THAN_FITS)));
            pair.hooked().close();
            int arrived = pair.peer().getInputStream().readAllBytes().length;
            assertTrue(arrived > 0);
            assertEquals(arrived, cutOff.bytesTransferred);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C42_writeToAConnectionThatIsResetIsAnError(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            reset(pair.peer());
            for (int i = 0; i < 2; i++) {
                assertThrows(SocketException.class, () -> hooked.run(row, () -> {
                    OutputStream out = pair.hooked().getOutputStream();
                    for (;;) {
                        out.write(1);
                    }
                }));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C42_resetEndsAWriteThatWaits(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            var writing = hooked.start(row, Failure.of(writing(pair.hooked(), MORE_THAN_FITS))).parked();
            long reset = System.nanoTime();
            reset(pair.peer());
            writing.get().assertIsPromptAfter(reset, "Connection reset by peer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C70_writeAfterOneThatWasCutOffFailsWithTheReason(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(50))); Pair pair = Pair.narrow(hooked, row)) {
            var cutOff = assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, writing(pair.hooked(), MORE_THAN_FITS)));
            pair.peer().getInputStream().skipNBytes(cutOff.bytesTransferred);
            var later = assertThrows(SocketException.class, () -> hooked.run(row, writing(pair.hooked(), new byte[1])));
            assertEquals("An earlier write was cut off: " + cutOff.getMessage(), later.getMessage());
            assertSame(cutOff, later.getCause());

            pair.peer().getOutputStream().write(8);
            assertEquals(8, hooked.run(row, () -> pair.hooked().getInputStream().read()), "what comes in is whole");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C70_writeThatSentNothingLeavesTheStreamUsable(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(50))); Pair pair = Pair.narrow(hooked, row)) {
            int sent = hooked.run(row, () -> {
                OutputStream out = pair.hooked().getOutputStream();
                for (int count = 0;; count++) {
                    try {
                        out.write(count);
                    } catch (SocketTimeoutException e) {
                        assertEquals(0, e.bytesTransferred);
                        return count;
                    }
                }
            });
            pair.peer().getInputStream().skipNBytes(sent);
            hooked.run(row, writing(pair.hooked(), new byte[] { 77 }));
            assertEquals(77, pair.peer().getInputStream().read());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shutdownOfTheOutputEndsAWriteThatWaitsAndLaterOnes(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.narrow(hooked, row)) {
            OutputStream out = pair.hooked().getOutputStream();
            var writing = hooked.start(row, Failure.of(writing(pair.hooked(), MORE_THAN_FITS))).parked();
            long shutDown = System.nanoTime();
            pair.hooked().shutdownOutput();
            writing.get().assertIsPromptAfter(shutDown, "Broken pipe");
            assertEquals("Broken pipe", assertThrows(SocketException.class, () -> hooked.run(row, () -> {
                out.write(1);
                return null;
            })).getMessage());

            pair.peer().getOutputStream().write(9);
            assertEquals(9, hooked.run(row, () -> pair.hooked().getInputStream().read()), "the input stays open");
        }
    }

    private static TargetRules writesWithin(Duration limit) {
        Limits limits = new Limits("slow", null, null, limit, false, false, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)), DefaultLimits.NONE);
    }

    private static Callable<Void> writing(Socket socket, byte[] bytes) {
        return () -> {
            socket.getOutputStream().write(bytes);
            return null;
        };
    }

    private static void reset(Socket peer) throws Exception {
        peer.setSoLinger(true, 0);
        peer.close();
    }
}
