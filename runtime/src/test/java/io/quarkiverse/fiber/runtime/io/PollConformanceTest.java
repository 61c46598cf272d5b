package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.PollFd;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.Row;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 50 to 55: waiting for one channel and for several, on every kind of thread. */
@Timeout(60)
class PollConformanceTest {

    private static final Duration BOUND = Duration.ofMillis(50);
    private static final int READ = SelectionKey.OP_READ;

    @Test
    void C50_aTimeoutOfZeroNeverParks() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes()) {
            AtomicBoolean otherRan = new AtomicBoolean();
            var polling = hooked.start(Row.EVENT_LOOP, () -> {
                hooked.fibers.scheduler().start(() -> otherRan.set(true));
                for (int i = 0; i < 1_000; i++) {
                    assertEquals(List.of(), hooked.manager.poll(bytes.forReading(), Duration.ZERO));
                    assertEquals(0, hooked.manager.await(bytes.source(), READ, Duration.ZERO));
                }
                return otherRan.get();
            });
            assertFalse(polling.get(), "the fiber has left its carrier");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C50_aTimeoutOfZeroSeesWhatIsReady(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            bytes.write();
            assertEquals(READ, hooked.run(row, () -> hooked.manager.await(bytes.source(), READ, Duration.ZERO)));
            assertEquals(List.of(new PollFd(bytes.source(), READ, READ, false)),
                    hooked.run(row, () -> hooked.manager.poll(bytes.forReading(), Duration.ZERO)));
            assertEquals(List.of(new PollFd(bytes.source(), READ, READ, false)),
                    hooked.run(row, () -> hooked.manager.poll(bytes.forReading(), Duration.ofSeconds(Long.MIN_VALUE))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C51_anInfiniteWaitEndsWithTheFirstEvent(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes first = new Bytes(); Bytes second = new Bytes()) {
            List<PollFd> both = List.of(new PollFd(first.source(), READ), new PollFd(second.source(), READ));
            var polling = hooked.start(row, () -> hooked.manager.poll(both, IoManager.FOREVER));
            awaitPending(hooked, 2);
            second.write();
            assertEquals(List.of(new PollFd(second.source(), READ, READ, false)), polling.get());
            assertEquals(0, hooked.manager.pendingEvents());

            var waiting = hooked.start(row, () -> hooked.manager.await(first.source(), READ, IoManager.FOREVER));
            awaitPending(hooked, 1);
            first.write();
            assertEquals(READ, waiting.get());
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C51_aBoundedWaitEndsAfterItsTime(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            hooked.run(row, () -> hooked.manager.await(bytes.source(), READ, Duration.ofMillis(1))); // classes are loaded
            TimeBounds.assertTook(Duration.ofMillis(200), BOUND, hooked.run(row, () -> {
                long started = System.nanoTime();
                assertEquals(List.of(), hooked.manager.poll(bytes.forReading(), Duration.ofMillis(200)));
                return Duration.ofNanos(System.nanoTime() - started);
            }));
            TimeBounds.assertTook(Duration.ofMillis(200), BOUND, hooked.run(row, () -> {
                long started = System.nanoTime();
                assertEquals(0, hooked.manager.await(bytes.source(), READ, Duration.ofMillis(200)));
                return Duration.ofNanos(System.nanoTime() - started);
            }));
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C52_anEmptyOrIgnoredSetSleeps(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            for (List<PollFd> none : List.of(List.<PollFd> of(), List.of(new PollFd(null, READ)))) {
                TimeBounds.assertTook(Duration.ofMillis(100), BOUND, hooked.run(row, () -> {
                    long started = System.nanoTime();
                    assertEquals(List.of(), hooked.manager.poll(none, Duration.ofMillis(100)));
                    return Duration.ofNanos(System.nanoTime() - started);
                }));
                var forever = hooked.start(row, () -> assertThrows(InterruptedException.class,
                        () -> hooked.manager.poll(none, IoManager.FOREVER)));
                awaitState(forever.thread(), Thread.State.WAITING);
                forever.thread().interrupt();
                forever.get();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C53_aClosedEntryIsReportedAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes open = new Bytes(); Bytes closed = new Bytes()) {
            closed.close();
            List<PollFd> both = List.of(new PollFd(open.source(), READ), new PollFd(closed.source(), READ));
            assertEquals(List.of(new PollFd(closed.source(), READ, 0, true)),
                    hooked.run(row, () -> hooked.manager.poll(both, IoManager.FOREVER)));
            assertThrows(ClosedChannelException.class,
                    () -> hooked.run(row, () -> hooked.manager.await(closed.source(), READ, IoManager.FOREVER)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C53_aCloseMeanwhileEndsTheWait(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            var polling = hooked.start(row, () -> hooked.manager.poll(bytes.forReading(), IoManager.FOREVER));
            var waiting = hooked.start(row, () -> assertThrows(AsynchronousCloseException.class,
                    () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            awaitPending(hooked, 2);
            long closed = System.nanoTime();
            bytes.source().close();
            assertEquals(List.of(new PollFd(bytes.source(), READ, 0, true)), polling.get());
            waiting.get();
            TimeBounds.assertTook(Duration.ZERO, Duration.ofMillis(100), Duration.ofNanos(System.nanoTime() - closed));
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @Test
    void C53_aCloseEndsTheWaitAlsoWhileTheLoopIsStuck() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes()) {
            var waiting = hooked.start(Row.EVENT_LOOP, () -> assertThrows(AsynchronousCloseException.class,
                    () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            awaitPending(hooked, 1);
            CountDownLatch release = new CountDownLatch(1);
            hooked.loops.next().execute(() -> HookedIo.awaitUninterruptibly(release));
            bytes.source().close();
            waiting.future().get(5, TimeUnit.SECONDS);
            release.countDown();
        }
    }

    @Test
    void aChannelThatCannotBeWatchedEndsNoRescue() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); StrangeChannel strange = new StrangeChannel()) {
            CountDownLatch release = new CountDownLatch(1);
            hooked.loops.next().execute(() -> HookedIo.awaitUninterruptibly(release));
            var waiting = hooked.start(Row.EVENT_LOOP, () -> assertThrows(IOException.class,
                    () -> hooked.manager.await(strange, READ, IoManager.FOREVER)));
            awaitPending(hooked, 1);
            for (int i = 0; i < 10; i++) {
                hooked.start(Row.EVENT_LOOP, () -> null).future().get(5, TimeUnit.SECONDS);
            }
            release.countDown();
            waiting.get();
        }
    }

    /** None of the JDK's: no selector of its takes it. */
    private static final class StrangeChannel extends AbstractSelectableChannel {

        StrangeChannel() throws IOException {
            super(SelectorProvider.provider());
            configureBlocking(false);
        }

        @Override
        protected void implCloseSelectableChannel() {
        }

        @Override
        protected void implConfigureBlocking(boolean block) {
        }

        @Override
        public int validOps() {
            return READ;
        }
    }

    @Test
    void C54_allWhoWaitForOneChannelAreTold() throws Exception {
        try (HookedIo hooked = new HookedIo(2); Bytes bytes = new Bytes()) {
            List<HookedIo.Task<Integer>> waiting = new ArrayList<>();
            for (Row row : List.of(Row.EVENT_LOOP, Row.EVENT_LOOP, Row.EVENT_LOOP, Row.DEDICATED, Row.DEFAULT_VIRTUAL,
                    Row.PLATFORM)) {
                waiting.add(hooked.start(row, () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            }
            awaitPending(hooked, waiting.size());
            bytes.write();
            for (HookedIo.Task<Integer> one : waiting) {
                assertEquals(READ, one.get());
            }
        }
    }

    @Test
    void C54_oneChannelMayBeInSeveralEntries() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes()) {
            List<PollFd> twice = List.of(new PollFd(bytes.source(), READ), new PollFd(bytes.source(), READ));
            var polling = hooked.start(Row.EVENT_LOOP, () -> hooked.manager.poll(twice, IoManager.FOREVER));
            awaitPending(hooked, 2);
            bytes.write();
            assertEquals(2, polling.get().size());
        }
    }

    @Test
    void C55_whoWaitsParksAndKeepsNoCarrier() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes(); Selector selector = Selector.open()) {
            bytes.source().register(selector, READ);
            CountDownLatch others = new CountDownLatch(3);
            List<HookedIo.Task<?>> waiting = List.of(
                    hooked.start(Row.EVENT_LOOP, () -> selector.select()),
                    hooked.start(Row.EVENT_LOOP, () -> hooked.manager.poll(bytes.forReading(), IoManager.FOREVER)),
                    hooked.start(Row.EVENT_LOOP, () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            for (HookedIo.Task<?> one : waiting) {
                one.parked();
                hooked.start(Row.EVENT_LOOP, () -> {
                    others.countDown();
                    return null;
                }).get();
            }
            bytes.write();
            for (HookedIo.Task<?> one : waiting) {
                one.get();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionIsAwaited(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(HookedIo.LOOPBACK, 0))) {
            listener.configureBlocking(false);
            hooked.run(row, () -> {
                try (SocketChannel channel = SocketChannel.open()) {
                    channel.configureBlocking(false);
                    if (!channel.connect(listener.getLocalAddress())) {
                        assertEquals(SelectionKey.OP_CONNECT,
                                hooked.manager.await(channel, SelectionKey.OP_CONNECT, IoManager.FOREVER));
                        assertTrue(channel.finishConnect());
                    }
                    assertEquals(SelectionKey.OP_ACCEPT,
                            hooked.manager.await(listener, SelectionKey.OP_ACCEPT, IoManager.FOREVER));
                    return null;
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWaitAndLeavesTheChannelOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            var waiting = hooked.start(row, () -> assertThrows(InterruptedException.class,
                    () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            awaitPending(hooked, 1);
            waiting.thread().interrupt();
            waiting.get();
            assertTrue(bytes.source().isOpen());
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_aCancelledFiberWaitsNoMoreAndLeavesTheChannelOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Bytes bytes = new Bytes()) {
            List<Throwable> thrown = new ArrayList<>();
            Fiber fiber = hooked.fibers.scheduler().group(row.group).start(() -> {
                thrown.add(assertThrows(FiberCancelledException.class,
                        () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER)));
            });
            awaitPending(hooked, 1);
            fiber.cancel();
            assertTrue(fiber.join(Duration.ofSeconds(10)));
            assertInstanceOf(FiberCancelledException.class, thrown.getFirst());
            assertTrue(bytes.source().isOpen());
        }
    }

    @Test
    void misuseIsRefused() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                Bytes bytes = new Bytes();
                SocketChannel blocking = SocketChannel
                        .open()) {
            IoManager manager = hooked.manager;
            assertThrows(IllegalBlockingModeException.class, () -> manager.await(blocking, READ, Duration.ZERO));
            assertThrows(IllegalArgumentException.class, () -> manager.await(bytes.source(), 0, Duration.ZERO));
            assertThrows(IllegalArgumentException.class,
                    () -> manager.await(bytes.source(), SelectionKey.OP_WRITE, Duration.ZERO));
            hooked.loops.next().submit(() -> assertThrows(IllegalStateException.class,
                    () -> manager.await(bytes.source(), READ, IoManager.FOREVER))).get();
        }
    }

    @Test
    void nothingIsWaitedForAfterTheStop() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes()) {
            hooked.fibers.stop();
            hooked.io.stop(); // the loops live on
            assertThrows(IllegalStateException.class,
                    () -> hooked.manager.await(bytes.source(), READ, Duration.ofMillis(1)));
            assertThrows(IllegalStateException.class, () -> hooked.manager.add(bytes.source(), READ, ready -> {
            }));
        }
    }

    @Test
    void aWaitOutlivesItsLoop() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes()) {
            var waiting = hooked.start(Row.EVENT_LOOP, () -> hooked.manager.await(bytes.source(), READ, IoManager.FOREVER));
            awaitPending(hooked, 1);
            hooked.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
            bytes.write();
            assertEquals(READ, waiting.get());
        }
    }

    @Test
    void aFiberWaitsAgainAndAgainWithoutChangingWhatItsLoopLooksFor() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes there = new Bytes(); Bytes back = new Bytes()) {
            int rounds = 1_000;
            var echo = hooked.start(Row.EVENT_LOOP, () -> pass(hooked, there, back, rounds));
            var caller = hooked.start(Row.EVENT_LOOP, () -> pass(hooked, back, there, rounds));
            awaitPending(hooked, 2);
            long before = hooked.io.interestChanges();
            there.write();
            echo.get();
            caller.get();
            assertTrue(hooked.io.interestChanges() - before < rounds / 10, () -> hooked.io.interestChanges() + " changes");
        }
    }

    private static Object pass(HookedIo hooked, Bytes from, Bytes to, int rounds) throws Exception {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int i = 0; i < rounds; i++) {
            while (from.source().read(one.clear()) == 0) {
                hooked.manager.await(from.source(), READ, IoManager.FOREVER);
            }
            to.write();
        }
        return null;
    }

    @Test
    void fibersOfSeveralLoopsUseOneChannel() throws Exception {
        try (HookedIo hooked = new HookedIo(2); Bytes bytes = new Bytes()) {
            for (int i = 0; i < 100; i++) {
                var waiting = hooked.startOn(FiberScheduler.EVENT_LOOP + "-" + i % 2, () -> {
                    ByteBuffer one = ByteBuffer.allocate(1);
                    assertEquals(READ, hooked.manager.await(bytes.source(), READ, IoManager.FOREVER));
                    return bytes.source().read(one);
                });
                awaitPending(hooked, 1);
                bytes.write();
                assertEquals(1, waiting.get());
            }
        }
    }

    static void awaitPending(HookedIo hooked, int count) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (hooked.manager.pendingEvents() != count) {
            assertTrue(System.nanoTime() < until, () -> hooked.manager.pendingEvents() + " pending, not " + count);
            Thread.sleep(1);
        }
    }

    private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (thread.getState() != state) {
            assertTrue(System.nanoTime() < until, () -> thread.getState().toString());
            Thread.sleep(1);
        }
    }
}
