package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statement 66 of the conformance list. All fibers of a test share one carrier, which nobody rescues: would one that waits keep
 * it, none of the others could end the wait.
 */
@Timeout(60)
class SynchronizerConformanceTest {

    private static final int FIBERS = 20;
    private static final long SOON = 10;
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void C66_semaphoreServesInOrder(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            Semaphore semaphore = new Semaphore(0, true);
            BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
            for (int i = 0; i < FIBERS; i++) {
                int number = i;
                kind.start(carriers, () -> {
                    semaphore.acquireUninterruptibly();
                    order.add(number);
                    semaphore.release();
                });
                awaitQueued(semaphore, i + 1);
            }
            semaphore.release();
            for (int i = 0; i < FIBERS; i++) {
                assertEquals(i, order.poll(SOON, TimeUnit.SECONDS));
            }
        }
    }

    /** Those who wait with a timeout leave, and take nobody's permit along. */
    @ParameterizedTest
    @EnumSource
    void C66_semaphoreLosesNoPermitToWaitsThatTimeOut(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            Semaphore semaphore = new Semaphore(1, true);
            List<Future<Boolean>> waits = new ArrayList<>();
            for (int i = 0; i < FIBERS; i++) {
                int millis = i % 2 == 0 ? 3 : 10_000;
                waits.add(kind.submit(carriers, () -> {
                    for (int round = 0; round < 50; round++) {
                        if (semaphore.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                            Thread.yield();
                            semaphore.release();
                        } else if (millis > 3) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            for (Future<Boolean> wait : waits) {
                assertTrue(wait.get(SOON, TimeUnit.SECONDS), "a permit was lost");
            }
            assertEquals(1, semaphore.availablePermits());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_timedWaitsEndOnTime(ThreadKind kind) throws Exception {
        Duration expected = Duration.ofMillis(40);
        ReentrantLock held = new ReentrantLock();
        ReentrantReadWriteLock written = new ReentrantReadWriteLock();
        held.lock();
        written.writeLock().lock();
        List<Callable<Object>> waits = List.of(
                () -> new Semaphore(0).tryAcquire(expected.toNanos(), TimeUnit.NANOSECONDS),
                () -> held.tryLock(expected.toNanos(), TimeUnit.NANOSECONDS),
                () -> written.readLock().tryLock(expected.toNanos(), TimeUnit.NANOSECONDS),
                () -> new ArrayBlockingQueue<>(1).poll(expected.toNanos(), TimeUnit.NANOSECONDS),
                () -> new SynchronousQueue<>().offer("nobody takes it", expected.toNanos(), TimeUnit.NANOSECONDS),
                () -> assertThrows(TimeoutException.class,
                        () -> new Exchanger<>().exchange("nobody comes", expected.toNanos(), TimeUnit.NANOSECONDS)));
        try (Carriers carriers = kind.carriers()) {
            for (Callable<Object> wait : waits) {
                Duration took = kind.run(carriers, () -> {
                    long started = System.nanoTime();
                    Object result = wait.call();
                    Duration waited = Duration.ofNanos(System.nanoTime() - started);
                    assertTrue(result == null || result.equals(false) || result instanceof TimeoutException, "got " + result);
                    return waited;
                });
                TimeBounds.assertTook(expected, BOUND, took);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_lockExcludesWhileItsHolderWaits(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            ReentrantLock lock = new ReentrantLock();
            int[] count = new int[1];
            assertAllEnd(kind, carriers, () -> {
                for (int round = 0; round < 5; round++) {
                    lock.lock();
                    try {
                        int seen = count[0];
                        Thread.sleep(1);
                        lock.lock(); // it is reentrant
                        count[0] = seen + 1;
                        lock.unlock();
                    } finally {
                        lock.unlock();
                    }
                }
                return null;
            });
            assertEquals(5 * FIBERS, count[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_readersShareALockAndWritersDoNot(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
            Semaphore readers = new Semaphore(0);
            int[] written = new int[1];
            lock.writeLock().lock();
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < FIBERS; i++) {
                reads.add(kind.submit(carriers, () -> {
                    lock.readLock().lock();
                    try {
                        readers.release();
                        assertTrue(readers.tryAcquire(FIBERS, SOON, TimeUnit.SECONDS), "the readers are not here together");
                        readers.release(FIBERS);
                        return written[0];
                    } finally {
                        lock.readLock().unlock();
                    }
                }));
            }
            while (lock.getQueueLength() < FIBERS) {
                Thread.sleep(1);
            }
            written[0] = 42;
            lock.writeLock().unlock();
            for (Future<Integer> read : reads) {
                assertEquals(42, read.get(SOON, TimeUnit.SECONDS));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_conditionWakesInOrderAndOnlyWhoIsSignalled(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            ReentrantLock lock = new ReentrantLock();
            Condition condition = lock.newCondition();
            BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
            for (int i = 0; i < FIBERS; i++) {
                int number = i;
                kind.start(carriers, () -> {
                    lock.lock();
                    try {
                        condition.awaitUninterruptibly();
                        order.add(number);
                    } finally {
                        lock.unlock();
                    }
                });
                awaitWaiting(lock, condition, i + 1);
            }
            for (int i = 0; i < FIBERS; i++) {
                lock.lock();
                condition.signal();
                lock.unlock();
                assertEquals(i, order.poll(SOON, TimeUnit.SECONDS));
                assertNull(order.poll());
            }
        }
    }

    @Test
    void brokenTwinWhoseWaitKeepsTheCarrierIsSeen() throws Exception {
        try (Carriers carriers = ThreadKind.EVENT_LOOP.carriers()) {
            Semaphore semaphore = new Semaphore(0);
            ThreadKind.EVENT_LOOP.start(carriers, () -> Pins.whilePinned(semaphore::acquireUninterruptibly));
            awaitQueued(semaphore, 1);
            Future<?> other = ThreadKind.EVENT_LOOP.submit(carriers, () -> {
                semaphore.release();
                return null;
            });
            assertThrows(TimeoutException.class, () -> other.get(300, TimeUnit.MILLISECONDS));
            semaphore.release();
            other.get(SOON, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_boundedQueueKeepsItsOrderAndItsBound(ThreadKind kind) throws Exception {
        assertHandsOver(kind, new ArrayBlockingQueue<>(2));
    }

    @ParameterizedTest
    @EnumSource
    void C66_queueWithoutRoomHandsOver(ThreadKind kind) throws Exception {
        assertHandsOver(kind, new SynchronousQueue<>());
    }

    private static void assertHandsOver(ThreadKind kind, BlockingQueue<Integer> queue) throws Exception {
        int items = 1_000;
        try (Carriers carriers = kind.carriers()) {
            Future<Integer> taking = kind.submit(carriers, () -> {
                for (int i = 0; i < items; i++) {
                    int taken = queue.take();
                    if (taken != i) {
                        return taken;
                    }
                }
                return items;
            });
            Future<?> putting = kind.submit(carriers, () -> {
                for (int i = 0; i < items; i++) {
                    queue.put(i);
                }
                return null;
            });
            putting.get(SOON, TimeUnit.SECONDS);
            assertEquals(items, taking.get(SOON, TimeUnit.SECONDS), "taken out of order");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_exchangerSwaps(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            Exchanger<String> exchanger = new Exchanger<>();
            Future<String> first = kind.submit(carriers, () -> exchanger.exchange("first"));
            Future<String> second = kind.submit(carriers, () -> exchanger.exchange("second"));
            assertEquals("second", first.get(SOON, TimeUnit.SECONDS));
            assertEquals("first", second.get(SOON, TimeUnit.SECONDS));
        }
    }

    /** As it is with a pool that requests on fibers, on other virtual threads and on workers share. */
    @ParameterizedTest
    @EnumSource
    void C66_queueHandsOverToThreadsOfEachKind(ThreadKind kind) throws Exception {
        for (ThreadKind other : ThreadKind.values()) {
            try (Carriers carriers = kind.carriers()) {
                BlockingQueue<Integer> there = new SynchronousQueue<>();
                BlockingQueue<Integer> back = new SynchronousQueue<>();
                Future<?> answering = other.submit(carriers, () -> {
                    for (int i = 0; i < 100; i++) {
                        back.put(there.take());
                    }
                    return null;
                });
                kind.run(carriers, () -> {
                    for (int i = 0; i < 100; i++) {
                        there.put(i);
                        assertEquals(i, back.take());
                    }
                    return null;
                });
                answering.get(SOON, TimeUnit.SECONDS);
            }
        }
    }

    private static void assertAllEnd(ThreadKind kind, Carriers carriers, Callable<?> task) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < FIBERS; i++) {
            all.add(kind.submit(carriers, task));
        }
        for (Future<?> one : all) {
            one.get(SOON, TimeUnit.SECONDS);
        }
    }

    private static void awaitQueued(Semaphore semaphore, int threads) throws InterruptedException {
        while (semaphore.getQueueLength() < threads) {
            Thread.sleep(1);
        }
    }

    private static void awaitWaiting(ReentrantLock lock, Condition condition, int threads) throws InterruptedException {
        for (int waiting = 0; waiting < threads;) {
            Thread.sleep(1);
            lock.lock();
            waiting = lock.getWaitQueueLength(condition);
            lock.unlock();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C66_lockThatIsWantedCanBeGivenUpByAnInterrupt(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            BlockingQueue<Object> end = new LinkedBlockingQueue<>();
            Thread waiting = kind.start(carriers, () -> {
                try {
                    lock.lockInterruptibly();
                } catch (InterruptedException e) {
                    end.add("interrupted, flag " + Thread.currentThread().isInterrupted());
                }
            });
            while (!lock.hasQueuedThread(waiting)) {
                Thread.sleep(1);
            }
            waiting.interrupt();
            assertEquals("interrupted, flag false", end.poll(SOON, TimeUnit.SECONDS));
            assertFalse(lock.hasQueuedThreads());
        }
    }
}
