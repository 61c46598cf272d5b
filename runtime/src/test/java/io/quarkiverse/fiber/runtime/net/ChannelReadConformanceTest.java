package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 22, 23, 25, 28 to 31, 34, 35 and 47 of the conformance list, for channels. */
class ChannelReadConformanceTest {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void C22_readReturnsAShortCountAndThenTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            ByteBuffer room = ByteBuffer.allocate(100);
            var reading = hooked.start(row, () -> pair.hooked().read(room)).parked();
            pair.peer().getOutputStream().write(new byte[] { 1, 2, 3 });
            assertEquals(3, reading.get());
            assertEquals(ByteBuffer.wrap(new byte[] { 1, 2, 3 }), room.flip());
            var ending = hooked.start(row, pair::read).parked();
            pair.peer().close();
            assertEquals(-1, ending.get());
            assertEquals(-1, hooked.run(row, pair::read), "the end stays the end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C23_readFailsAfterTheLimitOfItsTargetAndTheChannelStaysUsable(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, readsWithin(LIMIT)); ChannelPair pair = ChannelPair.of(hooked, row)) {
            hooked.run(row, () -> {
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, pair::read);
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                assertEquals("Read timed out after 200 ms: " + pair.hooked().getRemoteAddress()
                        + " (quarkus.fiber.targets.\"slow\".read-timeout)", Elapsed.cut(timeout));
                assertInstanceOf(SocketTimeoutException.class,
                        assertThrows(SocketException.class, pair::read, "a read that goes on waiting").getCause());
                return null;
            });
            pair.peerSends(42);
            assertEquals(42, hooked.run(row, pair::read));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C25_readWithoutALimitWaitsForEver(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var reading = hooked.start(row, pair::read).parked();
            assertThrows(TimeoutException.class, () -> reading.future().get(200, TimeUnit.MILLISECONDS));
            pair.peerSends(1);
            assertEquals(1, reading.get());
        }
    }

    @Test
    void C28_readInNonBlockingModeReturnsAtOnceWithoutASwitch() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP)) {
            hooked.run(Row.EVENT_LOOP, () -> {
                pair.hooked().configureBlocking(false);
                AtomicBoolean switched = new AtomicBoolean();
                hooked.fibers.scheduler().start(() -> switched.set(true));
                assertEquals(0, pair.hooked().read(ByteBuffer.allocate(1)));
                assertEquals(0, pair.hooked().read(new ByteBuffer[] { ByteBuffer.allocate(1), ByteBuffer.allocate(1) }));
                assertFalse(switched.get(), "another fiber ran meanwhile");
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C29_modeIsTheUsers(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ServerSocketChannel listener = HookedChannels.listener(hooked.io);
                ChannelPair pair = ChannelPair.of(hooked, row)) {
            assertTrue(listener.isBlocking());
            var reading = hooked.start(row, pair::read).parked();
            assertTrue(pair.hooked().isBlocking());
            pair.peerSends(1);
            reading.get();
            pair.hooked().configureBlocking(false);
            assertFalse(pair.hooked().isBlocking());
        }
    }

    /** The only carrier would be blocked otherwise. */
    @Test
    void C30_nonBlockingModeOffAndOnAgainParksAndLeavesTheCarrierToOthers() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP)) {
            var reading = hooked.start(Row.EVENT_LOOP, () -> {
                pair.hooked().configureBlocking(false);
                assertEquals(0, pair.hooked().read(ByteBuffer.allocate(1)));
                pair.hooked().configureBlocking(true);
                return pair.read();
            }).parked();
            CountDownLatch ran = new CountDownLatch(1);
            hooked.fibers.scheduler().start(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS));
            pair.peerSends(5);
            assertEquals(5, reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEFAULT_VIRTUAL", "PLATFORM" })
    void C30_modeChangesOnlyWhenNobodyReads(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var reading = hooked.start(row, pair::read).parked();
            var changing = hooked.start(Row.DEFAULT_VIRTUAL, () -> pair.hooked().configureBlocking(false)).parked();
            assertTrue(pair.hooked().isBlocking());
            pair.peerSends(1);
            assertEquals(1, reading.get());
            changing.get();
            assertFalse(pair.hooked().isBlocking());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C31_channelThatIsMadeNonBlockingBeforeItsConnectStaysSo(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                var listener = HookedIo.plainListener();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            hooked.run(row, () -> {
                channel.configureBlocking(false);
                channel.connect(HookedIo.addressOf(listener));
                return null;
            });
            try (var peer = listener.accept()) {
                hooked.run(row, () -> {
                    while (!channel.finishConnect()) {
                        Thread.sleep(1);
                    }
                    assertFalse(channel.isBlocking());
                    assertEquals(0, channel.read(ByteBuffer.allocate(1)));
                    return null;
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C34_twoReadersBothFinish(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var first = hooked.start(row, pair::read).parked();
            var second = hooked.start(row, pair::read);
            pair.peerSends(1, 2);
            assertEquals(3, first.get() + second.get());
            var firstAtEnd = hooked.start(row, pair::read).parked();
            var secondAtEnd = hooked.start(row, pair::read);
            pair.peer().close();
            assertEquals(List.of(-1, -1), List.of(firstAtEnd.get(), secondAtEnd.get()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C35_scatteringReadParksAndFillsItsBuffersInOrder(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            ByteBuffer[] rooms = { ByteBuffer.allocate(9), ByteBuffer.allocate(1), ByteBuffer.allocateDirect(2),
                    ByteBuffer.allocate(9) };
            var reading = hooked.start(row, () -> pair.hooked().read(rooms, 1, 2)).parked();
            pair.peer().getOutputStream().write(new byte[] { 1, 2, 3, 4 });
            assertEquals(3, reading.get());
            assertEquals(0, rooms[0].position());
            assertEquals(1, rooms[1].get(0));
            assertEquals(3, rooms[2].get(1));
            assertEquals(1, hooked.run(row, () -> pair.hooked().read(rooms)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C47_shutdownOfTheInputEndsAReadWithTheEnd(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var reading = hooked.start(row, pair::read).parked();
            pair.hooked().shutdownInput();
            assertEquals(-1, reading.get());
            assertEquals(-1, hooked.run(row, pair::read));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsOfLargeHeapBuffersGetEverythingInOrder(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            byte[] sent = new byte[700_000];
            new Random(1).nextBytes(sent);
            ByteBuffer room = ByteBuffer.allocate(sent.length);
            var reading = hooked.start(row, () -> {
                while (room.hasRemaining()) {
                    assertTrue(pair.hooked().read(room) > 0);
                }
                return null;
            });
            pair.peer().getOutputStream().write(sent);
            reading.get();
            assertArrayEquals(sent, room.array());
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetIsAnErrorThatStays(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var reading = hooked.start(row, pair::read).parked();
            pair.peer().setSoLinger(true, 0);
            pair.peer().close();
            assertEquals("Connection reset", assertThrows(SocketException.class, reading::get).getMessage());
            assertEquals("Connection reset",
                    assertThrows(SocketException.class, () -> hooked.run(row, pair::read)).getMessage());
        }
    }

    /** The JDK's streams over a channel that is not its own would exclude each other. */
    @ParameterizedTest
    @EnumSource
    void streamsOfOneChannelAreUsedAtTheSameTime(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            InputStream in = HookedChannels.input(pair.hooked());
            OutputStream out = HookedChannels.output(pair.hooked());
            var reading = hooked.start(row, () -> in.read()).parked();
            hooked.run(row, () -> {
                out.write(new byte[] { 7 });
                return null;
            });
            assertEquals(7, pair.peer().getInputStream().read());
            pair.peerSends(8);
            assertEquals(8, reading.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamOfAChannelHasTheLimitsOfItsTarget(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, readsWithin(LIMIT)); ChannelPair pair = ChannelPair.of(hooked, row)) {
            InputStream in = HookedChannels.input(pair.hooked());
            assertThrows(SocketTimeoutException.class, () -> hooked.run(row, () -> in.read()));
            pair.peerSends(8);
            assertEquals(8, hooked.run(row, () -> in.read()));
            pair.hooked().configureBlocking(false);
            assertThrows(IllegalBlockingModeException.class, () -> hooked.run(row, () -> in.read()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void readThatCannotBeSaysWhyAndLeavesTheChannelAsItIs(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                SocketChannel unconnected = HookedChannels.open(hooked.io);
                ChannelPair pair = ChannelPair.of(hooked, row)) {
            hooked.run(row, () -> {
                ByteBuffer room = ByteBuffer.allocate(1);
                assertThrows(NotYetConnectedException.class, () -> unconnected.read(room));
                assertThrows(IllegalArgumentException.class, () -> pair.hooked().read(room.asReadOnlyBuffer()));
                assertThrows(NullPointerException.class, () -> pair.hooked().read((ByteBuffer) null));
                assertThrows(IndexOutOfBoundsException.class, () -> pair.hooked().read(new ByteBuffer[] { room }, 1, 1));
                assertEquals(0, pair.hooked().read(ByteBuffer.allocate(0)));
                pair.hooked().close();
                assertNull(assertThrows(ClosedChannelException.class, () -> pair.hooked().read(room)).getMessage());
                return null;
            });
        }
    }

    static TargetRules readsWithin(Duration limit) {
        Limits limits = new Limits("slow", null, limit, null, false, true, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)), DefaultLimits.NONE);
    }
}
