package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Datagrams for which the system has no room, which the loopback interface never lets happen: {@link FullChannel} does. */
class DatagramSendTest {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final TargetRules NO_LIMITS = new TargetRules(List.of(), DefaultLimits.NONE);

    /** Sends through a channel that has no room so many times. */
    private static final class Sender implements AutoCloseable {

        private final DatagramSocket peer = new DatagramSocket(0, HookedIo.LOOPBACK);
        private final Fd fd;
        private final Datagrams datagrams;

        Sender(HookedIo hooked, int full) throws IOException {
            DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            fd = hooked.io.open(channel, this);
            datagrams = new Datagrams(new FullChannel(channel, full), fd);
        }

        Void send(byte... bytes) throws IOException {
            datagrams.send(new DatagramPacket(bytes, bytes.length, peer.getLocalSocketAddress()));
            return null;
        }

        @Override
        public void close() throws IOException {
            fd.close(false);
            peer.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void datagramIsSentOnceAndWholeWhenThereIsRoom(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, NO_LIMITS); Sender sender = new Sender(hooked, 3)) {
            hooked.run(row, () -> sender.send((byte) 1, (byte) 2));
            hooked.run(row, () -> sender.send((byte) 3));
            assertArrayEquals(new byte[] { 1, 2 }, receive(sender.peer));
            assertArrayEquals(new byte[] { 3 }, receive(sender.peer));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendTimesOutByConfiguration(Row row) throws Exception {
        TargetRules rules = new TargetRules(List.of(), new DefaultLimits(Duration.ZERO, Duration.ZERO, LIMIT, Duration.ZERO));
        try (HookedIo hooked = new HookedIo(row, rules); Sender sender = new Sender(hooked, Integer.MAX_VALUE)) {
            sender.fd.setPeer("somebody");
            hooked.run(row, () -> {
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, () -> sender.send((byte) 1));
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                assertEquals("Send timed out after 200 ms: somebody (quarkus.fiber.io.write-timeout)", Elapsed.cut(timeout));
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsASend(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, NO_LIMITS); Sender sender = new Sender(hooked, Integer.MAX_VALUE)) {
            var sending = hooked.start(row, () -> sender.send((byte) 1));
            sender.fd.close(false);
            assertThrows(ClosedChannelException.class, sending::get);
        }
    }

    /** As with the JDK's, and unlike a receive. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLATFORM")
    void interruptEndsASendOfAVirtualThread(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, NO_LIMITS); Sender sender = new Sender(hooked, Integer.MAX_VALUE)) {
            hooked.run(row, () -> {
                Thread.currentThread().interrupt();
                return assertThrows(InterruptedIOException.class, () -> sender.send((byte) 1));
            });
            assertFalse(sender.fd.isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void cancelOfAFiberEndsItsSend(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, NO_LIMITS); Sender sender = new Sender(hooked, Integer.MAX_VALUE)) {
            hooked.run(row, () -> {
                Fibers.current().cancel();
                return assertThrows(FiberCancelledException.class, () -> sender.send((byte) 1));
            });
        }
    }

    private static byte[] receive(DatagramSocket peer) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[10], 10);
        peer.setSoTimeout(20_000);
        peer.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
