package io.quarkiverse.fiber.runtime.offload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkiverse.fiber.runtime.scheduler.LoopEvents;
import io.quarkiverse.fiber.runtime.scheduler.Placement;

class OffloadPoolTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private NioEventLoopGroup loops;
    private Fibers fibers;
    private OffloadPool pool;

    @BeforeEach
    void start() {
        loops = new NioEventLoopGroup(1);
        fibers = Fibers.start(
                new Fibers.Settings(Placement.AUTO, Duration.ofMillis(20), Duration.ofMillis(1), Map.of("dedicated", 1),
                        Duration.ofMillis(100), Duration.ofMillis(5), Duration.ofMillis(100), 4),
                loops, getClass().getClassLoader(), loop -> LoopEvents.NONE);
    }

    @AfterEach
    void stop() {
        fibers.stop();
        pool.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void open(int maxThreads, int queue, Duration keepAlive) {
        pool = new OffloadPool(new OffloadPool.Settings(maxThreads, queue, keepAlive));
    }

    private <T> Future<T> onFiber(Callable<T> call) {
        return fibers.scheduler().submit(call);
    }

    private <T> Future<T> offload(Callable<T> call) {
        return onFiber(() -> pool.call("a test", Deadlines.NEVER, call));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private static Set<String> threads() {
        Set<String> names = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fiber-offload-")) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    @Test
    void deadlineEndsTheWaitForACallThatIsNotInterruptible() throws Exception {
        open(1, 0, LONG);
        CountDownLatch never = new CountDownLatch(1);
        Future<DeadlineExceededException> ended = onFiber(() -> Deadline.within(SHORT)
                .call(() -> assertThrows(DeadlineExceededException.class, () -> pool.callUninterruptibly("a read", () -> {
                    never.await();
                    return null;
                }))));
        assertEquals("Timed out: a read (the deadline of 50 ms has passed)", get(ended).getMessage());
        never.countDown();
    }

    @Test
    void callOfAFiberIsMadeByAPlatformThread() throws Exception {
        open(2, 0, LONG);
        Thread thread = get(offload(Thread::currentThread));
        assertFalse(thread.isVirtual());
        assertTrue(thread.isDaemon());
        assertTrue(thread.getName().startsWith("fiber-offload-"), thread::toString);
    }

    @Test
    void callOfAThreadThatIsNoFiberIsMadeInPlace() throws Exception {
        open(2, 0, LONG);
        assertSame(Thread.currentThread(), pool.call("a test", Deadlines.NEVER, Thread::currentThread));
    }

    @Test
    void idleThreadIsTakenBeforeAnotherOneIsMade() throws Exception {
        open(8, 10, LONG);
        Thread first = get(offload(Thread::currentThread));
        for (int i = 0; i < 20; i++) {
            await(first, Thread.State.TIMED_WAITING);
            assertSame(first, get(offload(Thread::currentThread)));
        }
    }

    @Test
    void callsGoOnAtTheSameTimeUpToTheMaximum() throws Exception {
        open(3, 10, LONG);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(offload(() -> together.await(10, TimeUnit.SECONDS)));
        }
        for (Future<Integer> call : calls) {
            get(call);
        }
        assertEquals(3, threads().size());
    }

    @Test
    void callThatFindsTheQueueFullIsRejected() throws Exception {
        open(1, 1, LONG);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Future<Boolean> first = offload(() -> {
            running.countDown();
            return release.await(10, TimeUnit.SECONDS);
        });
        running.await();
        Future<String> second = offload(() -> "second");
        Exception e = get(onFiber(() -> assertThrows(RejectedExecutionException.class,
                () -> pool.call("a test", Deadlines.NEVER, () -> "third"))));
        assertTrue(e.getMessage().contains("quarkus.fiber.offload.max-threads"), e.getMessage());
        release.countDown();
        get(first);
        assertEquals("second", get(second));
    }

    @Test
    void callThatNobodyWaitsForAnyMoreIsNotMadeAndLeavesItsPlaceInTheQueue() throws Exception {
        open(1, 1, LONG);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Future<Boolean> first = offload(() -> {
            running.countDown();
            return release.await(10, TimeUnit.SECONDS);
        });
        running.await();
        AtomicBoolean made = new AtomicBoolean();
        get(onFiber(() -> assertThrows(TimeoutException.class, () -> pool.call("a test",
                Deadlines.after(SHORT.toNanos()), () -> made.getAndSet(true)))));
        Future<String> next = offload(() -> "next");
        release.countDown();
        get(first);
        assertEquals("next", get(next));
        assertFalse(made.get());
    }

    @Test
    void exceptionOfTheCallIsThrown() throws Exception {
        open(1, 0, LONG);
        IOException thrown = new IOException("as it is");
        Callable<Object> failing = () -> {
            throw thrown;
        };
        assertSame(thrown, get(onFiber(() -> assertThrows(IOException.class,
                () -> pool.call("a test", Deadlines.NEVER, failing)))));
    }

    @Test
    void errorOfTheCallIsThrown() throws Exception {
        open(1, 0, LONG);
        Error thrown = new AssertionError("as it is");
        Callable<Object> failing = () -> {
            throw thrown;
        };
        assertSame(thrown, get(onFiber(() -> assertThrows(AssertionError.class,
                () -> pool.call("a test", Deadlines.NEVER, failing)))));
    }

    @Test
    void idleThreadsEndAfterTheirTime() throws Exception {
        open(4, 0, SHORT);
        get(offload(Thread::currentThread));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
        assertNotNull(get(offload(Thread::currentThread)), "and come back");
    }

    @Test
    void stopEndsTheThreadsAndLaterCallsAreMadeInPlace() throws Exception {
        open(4, 0, LONG);
        get(offload(Thread::currentThread));
        pool.stop();
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> threads().isEmpty()); // the last one tells of it, and ends
        assertTrue(get(offload(Thread::currentThread)).isVirtual());
    }

    private static void await(Thread thread, Thread.State state) {
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == state);
    }
}
