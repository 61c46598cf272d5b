package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 33, 38 to 42 and 70 of the conformance list, for channels. */
class ChannelWriteConformanceTest {

    private static final byte[] MORE_THAN_FITS = new byte[8 * 1024 * 1024];

    static {
        new Random(1).nextBytes(MORE_THAN_FITS);
    }

    @ParameterizedTest
    @EnumSource
    void C33_readerAndWriterAreWokenForTheirOwnDirection(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            var writing = hooked.start(row, writing(pair, MORE_THAN_FITS)).parked();
            var reading = hooked.start(row, pair::read).parked();
            pair.peerSends(3);
            assertEquals(3, reading.get());
            assertFalse(writing.parked().future().isDone());
            pair.peer().getInputStream().skipNBytes(MORE_THAN_FITS.length);
            assertEquals(MORE_THAN_FITS.length, writing.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C38_largeWriteEndsWhileTheReaderRunsOnTheSameCarrier(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocketChannel listener = HookedChannels.listener(hooked.io)) {
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            SocketChannel writer = hooked.run(row, () -> HookedChannels.connect(hooked.io, listener.getLocalAddress()));
            SocketChannel reader = hooked.run(row, listener::accept);
            var reading = hooked.start(row, () -> {
                CRC32 received = new CRC32();
                ByteBuffer room = ByteBuffer.allocate(64 * 1024);
                for (int left = MORE_THAN_FITS.length; left > 0;) {
                    left -= reader.read(room.clear());
                    received.update(room.flip());
                }
                return received.getValue();
            });
            ByteBuffer bytes = ByteBuffer.wrap(MORE_THAN_FITS);
            assertEquals(MORE_THAN_FITS.length, hooked.run(row, () -> writer.write(bytes)));
            assertFalse(bytes.hasRemaining());
            CRC32 sent = new CRC32();
            sent.update(MORE_THAN_FITS);
            assertEquals(sent.getValue(), reading.get());
            writer.close();
            reader.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C39_writeFailsAfterItsLimitAndReportsWhatWasSent(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(300)));
                ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            ByteBuffer bytes = ByteBuffer.wrap(MORE_THAN_FITS);
            long started = System.nanoTime();
            var cutOff = assertThrows(SocketTimeoutException.class, () -> hooked.run(row, () -> pair.hooked().write(bytes)));
            TimeBounds.assertTook(Duration.ofMillis(300), Duration.ofMillis(50),
                    Duration.ofNanos(System.nanoTime() - started));
            assertTrue(cutOff.getMessage().startsWith("Write timed out after 300 ms: "), cutOff.getMessage());
            assertTrue(cutOff.bytesTransferred > 0);
            assertEquals(bytes.position(), cutOff.bytesTransferred);
            pair.hooked().close();
            assertEquals(cutOff.bytesTransferred, pair.peer().getInputStream().readAllBytes().length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C41_gatheringWriteParksAndSendsItsBuffersInOrder(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(300_000).put(MORE_THAN_FITS, 0, 300_000).flip();
            ByteBuffer[] parts = { ByteBuffer.allocate(5), ByteBuffer.wrap(MORE_THAN_FITS, 0, 10),
                    ByteBuffer.wrap(MORE_THAN_FITS, 10, 500_000), ByteBuffer.allocate(0), direct,
                    ByteBuffer.wrap(MORE_THAN_FITS, 20, 7), ByteBuffer.allocate(5) };
            var writing = hooked.start(row, () -> pair.hooked().write(parts, 1, 5)).parked();
            byte[] received = pair.peer().getInputStream().readNBytes(800_017);
            assertEquals(800_017, writing.get());
            assertArrayEquals(Arrays.copyOf(MORE_THAN_FITS, 500_010), Arrays.copyOf(received, 500_010));
            assertArrayEquals(Arrays.copyOf(MORE_THAN_FITS, 300_000), Arrays.copyOfRange(received, 500_010, 800_010));
            assertArrayEquals(Arrays.copyOfRange(MORE_THAN_FITS, 20, 27), Arrays.copyOfRange(received, 800_010, 800_017));
            assertEquals(5, parts[0].remaining());
            assertEquals(5, parts[6].remaining());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C42_resetEndsAWriteThatWaits(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            var writing = hooked.start(row, Failure.of(writing(pair, MORE_THAN_FITS))).parked();
            long reset = System.nanoTime();
            pair.peer().setSoLinger(true, 0);
            pair.peer().close();
            writing.get().assertIsPromptAfter(reset, "Connection reset by peer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C70_writeAfterOneThatWasCutOffFailsWithTheReason(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, writesWithin(Duration.ofMillis(50)));
                ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            var cutOff = assertThrows(SocketTimeoutException.class, () -> hooked.run(row, writing(pair, MORE_THAN_FITS)));
            pair.peer().getInputStream().skipNBytes(cutOff.bytesTransferred);
            var later = assertThrows(SocketException.class, () -> hooked.run(row, writing(pair, new byte[1])));
            assertEquals("An earlier write was cut off: " + cutOff.getMessage(), later.getMessage());
            assertSame(cutOff, later.getCause());
            pair.hooked().configureBlocking(false);
            assertThrows(SocketException.class, () -> hooked.run(row, writing(pair, new byte[1])), "in the other mode too");
            pair.hooked().configureBlocking(true);

            pair.peerSends(8);
            assertEquals(8, hooked.run(row, pair::read), "what comes in is whole");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shutdownOfTheOutputEndsAWriteThatWaitsAndLaterOnes(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            var writing = hooked.start(row, writing(pair, MORE_THAN_FITS)).parked();
            pair.hooked().shutdownOutput();
            assertThrows(AsynchronousCloseException.class, writing::get);
            assertThrows(AsynchronousCloseException.class, () -> hooked.run(row, writing(pair, new byte[1])));
            pair.peerSends(9);
            assertEquals(9, hooked.run(row, pair::read), "the input stays open");
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void writeInNonBlockingModeSendsWhatFits(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            pair.hooked().configureBlocking(false);
            ByteBuffer bytes = ByteBuffer.wrap(MORE_THAN_FITS);
            int count = hooked.run(row, () -> pair.hooked().write(bytes));
            assertTrue(count > 0 && count < MORE_THAN_FITS.length, "sent " + count);
            assertEquals(count, bytes.position());
            assertEquals(MORE_THAN_FITS.length, bytes.limit());
        }
    }

    private static TargetRules writesWithin(Duration limit) {
        Limits limits = new Limits("slow", null, null, limit, false, false, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)), DefaultLimits.NONE);
    }

    private static Callable<Integer> writing(ChannelPair pair, byte[] bytes) {
        return () -> pair.hooked().write(ByteBuffer.wrap(bytes));
    }
}
