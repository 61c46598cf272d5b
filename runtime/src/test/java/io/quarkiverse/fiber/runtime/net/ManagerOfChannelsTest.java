package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.PollFd;

/** The IoManager waits for hooked channels, whose blocking operations wait at the same loops. */
class ManagerOfChannelsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void awaitOfAHookedChannelAndItsBlockingReadsTakeTurns(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            for (byte round = 0; round < 5; round++) {
                pair.hooked().configureBlocking(true);
                var reading = hooked.start(row, pair::read).parked();
                pair.peerSends(round);
                assertEquals(round, reading.get());
                pair.hooked().configureBlocking(false);
                var waiting = hooked.start(row, () -> hooked.manager.await(pair.hooked(), SelectionKey.OP_READ, LONG)).parked();
                pair.peerSends(round);
                assertEquals(SelectionKey.OP_READ, waiting.get());
                assertEquals(round, hooked.run(row, pair::read));
            }
        }
    }

    /** Each round comes to other loops than the one before. */
    @Test
    void awaitAndReadsAtDifferentLoopsTakeTurns() throws Exception {
        try (HookedIo hooked = new HookedIo(3); ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP)) {
            for (byte round = 0; round < 60; round++) {
                pair.hooked().configureBlocking(true);
                for (int i = 0; i <= round % 3; i++) {
                    var reading = hooked.start(Row.EVENT_LOOP, pair::read).parked();
                    pair.peerSends(round);
                    assertEquals(round, reading.get());
                }
                pair.hooked().configureBlocking(false);
                var waiting = hooked.start(Row.EVENT_LOOP,
                        () -> hooked.manager.await(pair.hooked(), SelectionKey.OP_READ, LONG)).parked();
                pair.peerSends(round);
                assertEquals(SelectionKey.OP_READ, waiting.get());
                assertEquals(round, pair.read());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEFAULT_VIRTUAL", "PLATFORM" })
    void closeOfAHookedChannelEndsAnAwait(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            pair.hooked().configureBlocking(false);
            var waiting = hooked.start(row,
                    Failure.of(() -> hooked.manager.await(pair.hooked(), SelectionKey.OP_READ, LONG))).parked();
            long closed = System.nanoTime();
            pair.hooked().close();
            waiting.get().assertIsPromptAfter(closed, null);
            assertEquals(AsynchronousCloseException.class, waiting.get().why().getClass());
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @Test
    void pollReportsTheHookedChannelItself() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP)) {
            assertThrows(IllegalBlockingModeException.class,
                    () -> hooked.manager.await(pair.hooked(), SelectionKey.OP_READ, LONG));
            pair.hooked().configureBlocking(false);
            List<PollFd> asked = List.of(new PollFd(pair.hooked(), SelectionKey.OP_READ));
            assertTrue(hooked.manager.poll(asked, Duration.ZERO).isEmpty());
            var polling = hooked.start(Row.EVENT_LOOP, () -> hooked.manager.poll(asked, LONG)).parked();
            pair.peerSends(1);
            assertEquals(pair.hooked(), polling.get().getFirst().channel());
            assertEquals(SelectionKey.OP_READ, polling.get().getFirst().ready());
            pair.hooked().close();
            assertTrue(hooked.manager.poll(asked, LONG).getFirst().closed());
        }
    }

    @Test
    void callbackAndBlockingReadWaitAtTheSameTime() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); ChannelPair pair = ChannelPair.narrow(hooked, Row.EVENT_LOOP)) {
            BlockingQueue<Integer> ready = new ArrayBlockingQueue<>(1);
            pair.hooked().configureBlocking(false);
            int sent = 0;
            for (int count; (count = pair.hooked().write(ByteBuffer.allocate(100_000))) > 0;) {
                sent += count;
            }
            hooked.manager.add(pair.hooked(), SelectionKey.OP_WRITE, ready::add);
            pair.hooked().configureBlocking(true);
            var reading = hooked.start(Row.EVENT_LOOP, pair::read).parked();
            assertTrue(ready.isEmpty());
            pair.peer().getInputStream().skipNBytes(sent);
            assertEquals(SelectionKey.OP_WRITE, ready.poll(10, TimeUnit.SECONDS));
            pair.peerSends(7);
            assertEquals(7, reading.get());
        }
    }
}
