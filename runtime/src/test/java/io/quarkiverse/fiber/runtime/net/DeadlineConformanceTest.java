package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.hook.ThreadHooks;
import io.quarkiverse.fiber.runtime.hook.TimeUnitHooks;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 69: a deadline caps every wait. */
class DeadlineConformanceTest {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Asserts that a wait ends at the deadline, and how. */
    private static <T extends Throwable> T assertEnds(Class<T> expected, Executable wait) throws InterruptedException {
        long began = System.nanoTime();
        T thrown = Deadline.within(LIMIT, "a test").call(() -> assertThrows(expected, wait));
        TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - began));
        return thrown;
    }

    private static void run(Row row, HookedIo hooked, Executable test) throws Exception {
        hooked.run(row, () -> {
            try {
                test.execute();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource
    void C69_deadlineEndsAReadAndLeavesTheSocketOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            pair.hooked().setSoTimeout((int) LONG.toMillis());
            run(row, hooked, () -> {
                DeadlineExceededException e = assertEnds(DeadlineExceededException.class,
                        () -> pair.hooked().getInputStream().read());
                assertEquals("Read timed out: " + pair.hooked().getRemoteSocketAddress()
                        + " (the deadline of 100 ms of a test has passed)", Elapsed.cut(e));
            });
            pair.peer().getOutputStream().write(7);
            assertEquals(7, pair.hooked().getInputStream().read());
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C69_deadlineEndsReadsFromAPeerThatSendsOneByteAtATime(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            CountDownLatch done = new CountDownLatch(1);
            Thread drip = Thread.ofVirtual().start(() -> {
                try {
                    while (!done.await(20, TimeUnit.MILLISECONDS)) {
                        pair.peer().getOutputStream().write(1);
                    }
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            run(row, hooked, () -> assertEnds(DeadlineExceededException.class,
                    () -> pair.hooked().getInputStream().readNBytes(1_000_000)));
            done.countDown();
            drip.join();
        }
    }

    @Test
    void C69_deadlineEndsReadsThatNeverWait() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.peer().getOutputStream().write(new byte[10]);
            run(Row.EVENT_LOOP, hooked, () -> Deadline.within(Duration.ZERO).call(
                    () -> assertThrows(DeadlineExceededException.class, () -> pair.hooked().getInputStream().read())));
            assertEquals(10, pair.hooked().getInputStream().readNBytes(10).length);
        }
    }

    /** As a driver does that takes a timeout for a wake-up: it would spin. */
    @Test
    void codeThatReadsAgainAfterTheDeadlineGetsAnExceptionThatIsNoTimeout() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            run(Row.EVENT_LOOP, hooked, () -> Deadline.within(LIMIT).run(() -> {
                InputStream input = assertDoesNotThrow(() -> pair.hooked().getInputStream());
                assertThrows(DeadlineExceededException.class, input::read);
                SocketException e = assertThrows(SocketException.class, input::read);
                assertInstanceOf(DeadlineExceededException.class, e.getCause());
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C69_deadlineEndsAWriteAndTellsHowFarItCame(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            byte[] tooMuch = new byte[16 * 1024 * 1024];
            run(row, hooked, () -> {
                DeadlineExceededException e = assertEnds(DeadlineExceededException.class,
                        () -> pair.hooked().getOutputStream().write(tooMuch));
                assertTrue(e.bytesTransferred > 0);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C69_deadlineEndsAConnect(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); SilentTarget silent = new SilentTarget()) {
            run(row, hooked, () -> {
                try (Socket socket = hooked.socket()) {
                    assertEnds(DeadlineExceededException.class, () -> socket.connect(silent.address(), 20_000));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C69_deadlineEndsAnAccept(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ServerSocket listener = hooked.listener()) {
            run(row, hooked, () -> assertEnds(DeadlineExceededException.class, listener::accept));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C69_deadlineEndsAReceive(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                DatagramSocket socket = HookedSockets.datagrams(hooked.io, new InetSocketAddress(HookedIo.LOOPBACK, 0))) {
            run(row, hooked, () -> assertEnds(DeadlineExceededException.class,
                    () -> socket.receive(new DatagramPacket(new byte[1], 1))));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C69_deadlineEndsASleep(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            List<Executable> sleeps = List.of(() -> ThreadHooks.sleep(20_000), () -> ThreadHooks.sleep(20_000, 1),
                    () -> ThreadHooks.sleep(LONG), () -> TimeUnitHooks.sleep(TimeUnit.SECONDS, 20));
            for (Executable sleep : sleeps) {
                run(row, hooked, () -> {
                    assertEnds(InterruptedException.class, sleep);
                    assertFalse(Thread.currentThread().isInterrupted());
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C69_deadlineEndsWaitsForChannels(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            run(row, hooked, () -> {
                assertEnds(DeadlineExceededException.class,
                        () -> hooked.manager.await(pipe.source(), SelectionKey.OP_READ, LONG));
                assertEnds(DeadlineExceededException.class, () -> hooked.manager.poll(List.of(), LONG));
            });
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C69_deadlineEndsALookup(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); TestNames names = new TestNames(LONG)) {
            String name = TestNames.silent();
            run(row, hooked, () -> {
                UnknownHostException e = assertEnds(UnknownHostException.class, () -> InetAddress.getByName(name));
                assertInstanceOf(DeadlineExceededException.class, e.getCause());
            });
            names.answer();
            assertEquals(TestNames.addressOf(name), InetAddress.getByName(name), "the failure is remembered");
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C69_deadlineEndsTheWaitsOfAFiberThatKnowNothingOfIt(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            List<Executable> waits = List.of(() -> new LinkedBlockingQueue<>().poll(20, TimeUnit.SECONDS),
                    () -> new CountDownLatch(1).await(), lock::lockInterruptibly, () -> Thread.sleep(LONG));
            for (Executable wait : waits) {
                run(row, hooked, () -> {
                    assertEnds(InterruptedException.class, wait);
                    assertFalse(Thread.currentThread().isInterrupted());
                });
            }
        }
    }

    @Test
    void C69_eachLaterWaitEndsToo() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            run(Row.EVENT_LOOP, hooked, () -> Deadline.within(LIMIT).run(() -> {
                for (int i = 0; i < 3; i++) {
                    assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
                }
            }));
        }
    }

    /** The interrupt of a wait that goes on is the deadline's own: code after the block has nothing to do with it. */
    @Test
    void interruptThatNobodyTakesDoesNotLeaveTheBlock() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            run(Row.EVENT_LOOP, hooked, () -> {
                Deadline.within(Duration.ofMillis(20)).run(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                });
                assertFalse(Thread.currentThread().isInterrupted());
                Thread.sleep(50); // would end if the block were still watched
            });
        }
    }

    @Test
    void whatTheBlockThrowsTellsOfTheDeadlineThatHasEndedAWait() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            run(Row.EVENT_LOOP, hooked, () -> {
                Exception e = assertThrows(IllegalStateException.class, () -> Deadline.within(LIMIT, "a test").run(() -> {
                    assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
                    throw new IllegalStateException("no connection");
                }));
                assertEquals("no connection (the deadline of 100 ms of a test has passed)",
                        DeadlineExceededException.behind(new Exception(e)).orElseThrow().getMessage());
            });
        }
    }

    @Test
    void whatTheBlockThrowsIsLeftAloneWhereNoWaitHasEnded() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            run(Row.EVENT_LOOP, hooked, () -> {
                Exception e = assertThrows(IllegalStateException.class, () -> Deadline.within(Duration.ZERO).run(() -> {
                    throw new IllegalStateException("a bug");
                }));
                assertTrue(DeadlineExceededException.behind(e).isEmpty());
            });
        }
    }

    /** An interrupt of the deadline that code has not taken is no reason to close what others may use too. */
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "NO_CARRIERS" })
    void interruptOfTheDeadlineClosesNeitherSocketNorChannel(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                Pair pair = Pair.of(hooked, row);
                ServerSocket listener = HookedIo.plainListener();
                SocketChannel channel = HookedChannels.connect(hooked.io, HookedIo.addressOf(listener))) {
            run(row, hooked, () -> Deadline.within(Duration.ofMillis(20)).run(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.park();
                }
                ByteBuffer one = ByteBuffer.allocate(1);
                assertThrows(DeadlineExceededException.class, () -> channel.read(one));
                assertThrows(DeadlineExceededException.class, () -> channel.write(one));
                assertThrows(DeadlineExceededException.class, () -> pair.hooked().getOutputStream().write(1));
            }));
            assertTrue(channel.isOpen());
            pair.hooked().getOutputStream().write(7);
            assertEquals(7, pair.peer().getInputStream().read());
        }
    }

    /** It may have come while the code computed. */
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "NO_CARRIERS" })
    void cancellationDoesNotCloseAChannel(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ServerSocket listener = HookedIo.plainListener();
                SocketChannel channel = HookedChannels.connect(hooked.io, HookedIo.addressOf(listener))) {
            run(row, hooked, () -> {
                hooked.fibers.scheduler().current().orElseThrow().cancel();
                assertThrows(FiberCancelledException.class, () -> channel.read(ByteBuffer.allocate(1)));
            });
            assertTrue(channel.isOpen());
        }
    }

    /** The stop of the application cancels a fiber whose deadline has interrupted it already. */
    @Test
    void cancellationIsNotTakenBackWithTheInterruptOfTheDeadline() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            run(Row.EVENT_LOOP, hooked, () -> {
                Deadline.within(Duration.ofMillis(20)).run(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                    hooked.fibers.scheduler().current().orElseThrow().cancel();
                });
                assertTrue(Thread.currentThread().isInterrupted());
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void theNearerOfTwoCounts(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            Callable<Integer> read = () -> pair.hooked().getInputStream().read();
            run(row, hooked, () -> Deadline.within(LONG).call(() -> assertEnds(DeadlineExceededException.class, read::call)));
            run(row, hooked, () -> assertEnds(DeadlineExceededException.class, () -> Deadline.within(LONG).call(read::call)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void fibersThatAreStartedInsideHaveIt(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Pair pair = Pair.of(hooked, row)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            run(row, hooked, () -> {
                Fiber child = Deadline.within(LIMIT).call(() -> hooked.fibers.scheduler().start(() -> thrown.set(
                        assertThrows(DeadlineExceededException.class, () -> pair.hooked().getInputStream().read()))));
                assertTrue(child.join(Duration.ofSeconds(5)));
            });
            assertInstanceOf(DeadlineExceededException.class, thrown.get());
        }
    }

    @Test
    void itCanBeReadAndHandedOn() throws Exception {
        assertTrue(Deadline.current().isEmpty());
        Deadline deadline = Deadline.within(LONG, "a test");
        deadline.run(() -> {
            assertEquals(deadline, Deadline.current().orElseThrow());
            Thread other = Thread.ofVirtual().start(() -> {
                assertTrue(Deadline.current().isEmpty());
                deadline.run(() -> assertEquals(deadline, Deadline.current().orElseThrow()));
            });
            assertDoesNotThrow(() -> other.join());
        });
        assertFalse(deadline.isPast());
        assertTrue(deadline.remaining().compareTo(LONG) <= 0);
        assertEquals(Duration.ZERO, Deadline.within(Duration.ofDays(-1)).remaining());
        assertFalse(Deadline.within(Duration.ofSeconds(Long.MAX_VALUE)).isPast());
    }
}
