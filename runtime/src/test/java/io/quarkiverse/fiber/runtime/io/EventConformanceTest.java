package io.quarkiverse.fiber.runtime.io;

import static io.quarkiverse.fiber.runtime.io.PollConformanceTest.awaitPending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.IoEvent;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.RefusingSelectors;
import io.quarkiverse.fiber.runtime.net.Row;

/** Statement 68, and 48 for waits that somebody else cancels. */
@Timeout(120)
class EventConformanceTest {

    private static final int READ = SelectionKey.OP_READ;
    private static final int WRITE = SelectionKey.OP_WRITE;

    /** What callbacks were called with. */
    private final BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @EnumSource
    void C68_aCallbackIsCalledOnceForEachRegistration(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            IoEvent event = hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            assertTrue(event.isPending());
            bytes.write();
            assertEquals(READ, calls.poll(10, TimeUnit.SECONDS));
            bytes.write();
            IoEvent second = hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            assertEquals(READ, calls.poll(10, TimeUnit.SECONDS));
            assertFalse(event.isPending() || second.isPending());
            assertEquals(0, calls.size());
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @Test
    void C68_aCallbackRunsOnTheCarrierThatRegisteredItAndMayPark() throws Exception {
        try (HookedIo hooked = new HookedIo(2); Bytes bytes = new Bytes()) {
            BlockingQueue<String> carriers = new LinkedBlockingQueue<>();
            hooked.startOn("event-loop-1", () -> hooked.manager.add(bytes.source(), READ, ready -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                carriers.add(hooked.fibers.scheduler().current().orElseThrow().carrier());
            })).get();
            bytes.write();
            assertEquals("event-loop-1", carriers.poll(10, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C68_deleteIsSilent(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            IoEvent event = hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            assertTrue(event.delete());
            assertFalse(event.delete() || event.cancel() || event.isPending());
            assertEquals(0, hooked.manager.pendingEvents());
            bytes.write();
            hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            assertEquals(READ, calls.poll(10, TimeUnit.SECONDS));
            assertEquals(0, calls.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C68_cancelFires(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            IoEvent event = hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            assertTrue(event.cancel());
            assertFalse(event.cancel() || event.delete() || event.isPending());
            assertEquals(0, calls.poll(10, TimeUnit.SECONDS));
            bytes.write();
            assertEquals(READ, hooked.run(row, () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            assertEquals(0, calls.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C68_cancelAllFiresWhateverWaits(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            hooked.run(Row.PLATFORM, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            var waiting = hooked.start(row, () -> assertThrows(FiberCancelledException.class,
                    () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            var polling = hooked.start(row, () -> assertThrows(FiberCancelledException.class,
                    () -> hooked.manager.poll(bytes.forReading(), IoManager.FOREVER)));
            awaitPending(hooked, 4);
            assertEquals(0, hooked.manager.cancel(bytes.source(), WRITE));
            assertEquals(4, hooked.manager.cancelAll(bytes.source()));
            waiting.get();
            polling.get();
            assertEquals(0, calls.poll(10, TimeUnit.SECONDS));
            assertEquals(0, calls.poll(10, TimeUnit.SECONDS));
            assertEquals(0, hooked.manager.pendingEvents());
            assertTrue(bytes.source().isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C68_aCloseCallsTheCallback(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            hooked.run(row, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            bytes.source().close();
            assertEquals(READ, calls.poll(10, TimeUnit.SECONDS));
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C48_aReadOfAHookedSocketIsCancelledWithoutClosingIt(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ServerSocket listener = HookedIo.plainListener();
                Socket socket = hooked.run(row, () -> hooked.connect(HookedIo.addressOf(listener)));
                Socket peer = listener.accept()) {
            assertEquals(0, hooked.manager.cancel(socket, READ));
            var reading = hooked.start(row,
                    () -> assertThrows(FiberCancelledException.class, () -> socket.getInputStream().read())).parked();
            assertEquals(0, hooked.manager.cancel(socket, WRITE));
            assertEquals(1, hooked.manager.cancel(socket, READ));
            reading.get();
            peer.getOutputStream().write(42);
            assertEquals(42, hooked.run(row, () -> socket.getInputStream().read()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C48_anAcceptIsCancelledWithoutClosingTheListener(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            var accepting = hooked.start(row, () -> assertThrows(FiberCancelledException.class, listener::accept)).parked();
            assertEquals(1, hooked.manager.cancelAll(listener));
            accepting.get();
            var again = hooked.start(row, listener::accept).parked();
            try (Socket client = new Socket(HookedIo.LOOPBACK, listener.getLocalPort())) {
                again.get().close();
            }
        }
    }

    @Test
    void C16_aChannelThatCannotBeWatchedIsAnError() throws Exception {
        try (HookedIo hooked = new HookedIo(new RefusingSelectors()); Bytes bytes = new Bytes()) {
            hooked.run(Row.EVENT_LOOP, () -> assertThrows(IOException.class,
                    () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            hooked.run(Row.EVENT_LOOP, () -> hooked.manager.add(bytes.source(), READ, calls::add));
            assertEquals(0, calls.poll(10, TimeUnit.SECONDS));
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @Test
    void onlyWhatCanBeWaitedForCanBeCancelled() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Socket plain = new Socket()) {
            assertThrows(IllegalArgumentException.class, () -> hooked.manager.cancelAll(plain));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void C68_noWakeUpIsLostWhereEventsAndTimeoutsMeet(int loops) throws Exception {
        race(loops, Duration.ofSeconds(1));
    }

    @Tag("stress")
    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void C68_noWakeUpIsLostInHalfAMinute(int loops) throws Exception {
        race(loops, Duration.ofSeconds(30));
    }

    /** Fifty readers whose bytes come when their waits end. */
    private static void race(int loops, Duration duration) throws Exception {
        Duration period = Duration.ofMillis(3);
        try (HookedIo hooked = HookedIo.withoutRescue(loops)) {
            List<Bytes> channels = new ArrayList<>();
            List<HookedIo.Task<Integer>> readings = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Bytes bytes = new Bytes();
                channels.add(bytes);
                readings.add(hooked.start(Row.EVENT_LOOP, () -> readToEnd(hooked, bytes, period)));
            }
            int sent = 0;
            long until = System.nanoTime() + duration.toNanos();
            for (long next = System.nanoTime(); next < until; sent++) {
                for (Bytes bytes : channels) {
                    bytes.write();
                }
                next += period.toNanos();
                LockSupport.parkNanos(next - System.nanoTime());
            }
            for (int i = 0; i < channels.size(); i++) {
                channels.get(i).endOutput();
                assertEquals(sent, readings.get(i).get(), "bytes of channel " + i);
                channels.get(i).close();
            }
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    private static int readToEnd(HookedIo hooked, Bytes bytes, Duration period) throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        int count = 0;
        for (int waits = 0;;) {
            int read = bytes.source().read(buffer.clear());
            if (read < 0) {
                return count;
            }
            count += read;
            // Each fourth wait has no limit: a wake-up that is lost must not be made up for by the next timeout.
            while (read == 0
                    && hooked.manager.await(bytes.source(), READ, waits++ % 4 == 3 ? IoManager.FOREVER : period) == 0) {
                Thread.yield();
            }
        }
    }
}
