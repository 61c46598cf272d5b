package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.util.concurrent.EventExecutor;

/**
 * Fibers that do random things, on loops that are stuck now and then, for a while: each fiber ends, and nothing is left on
 * the carriers. The seed is in the message of a failure.
 */
class RandomLoadTest {

    private static final int IN_FLIGHT = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Object monitor = new Object();
    private final LinkedBlockingQueue<Integer> exchange = new LinkedBlockingQueue<>();
    private final AtomicLong ended = new AtomicLong();

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void everyFiberEndsAndNothingIsLeft(int carriers) throws InterruptedException {
        run(carriers, Duration.ofSeconds(2));
    }

    @Tag("stress")
    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void everyFiberEndsAndNothingIsLeftAfterMinutes(int carriers) throws InterruptedException {
        run(carriers, Duration.ofMinutes(2));
    }

    private void run(int count, Duration duration) throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        long started = 0;
        try (Carriers carriers = Carriers.of(count)) {
            long until = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < until) {
                assertTrue(inFlight.tryAcquire(20, TimeUnit.SECONDS), "fibers hang, seed " + seed);
                long program = random.nextLong();
                carriers.start(() -> {
                    try {
                        act(new Random(program));
                    } finally {
                        ended.incrementAndGet();
                        inFlight.release();
                    }
                });
                started++;
                if (random.nextInt(2_000) == 0) {
                    stick(carriers, random);
                }
            }
            assertTrue(inFlight.tryAcquire(IN_FLIGHT, 30, TimeUnit.SECONDS),
                    IN_FLIGHT - inFlight.availablePermits() + " fibers hang, seed " + seed);
            assertEquals(started, ended.get(), "seed " + seed);
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> carriers.fibers.liveFibers() == 0);
            for (Carrier carrier : carriers.fibers.group("event-loop").carriers()) {
                carrier.execute(() -> {
                }); // a last drain, which unlinks what was cancelled
                Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !carrier.hasWork(Wheel.now()));
            }
        }
    }

    /** Blocks a loop in its own code: for a time, or until it has the lock. */
    private void stick(Carriers carriers, Random random) {
        EventExecutor loop = carriers.loops.next();
        int what = random.nextInt(3);
        int millis = random.nextInt(30);
        loop.execute(Carriers.unchecked(() -> {
            switch (what) {
                case 0 -> Thread.sleep(millis);
                case 1 -> {
                    lock.lock();
                    lock.unlock();
                }
                default -> {
                    synchronized (monitor) {
                        return;
                    }
                }
            }
        }));
    }

    private void act(Random random) throws InterruptedException {
        for (int steps = random.nextInt(6); steps > 0; steps--) {
            switch (random.nextInt(8)) {
                case 0 -> Thread.sleep(random.nextInt(20));
                case 1 -> Thread.yield();
                case 2 -> {
                    lock.lock();
                    try {
                        Thread.yield();
                    } finally {
                        lock.unlock();
                    }
                }
                case 3 -> {
                    synchronized (monitor) {
                        Thread.yield();
                    }
                }
                case 4 -> exchange.add(steps);
                case 5 -> exchange.poll(random.nextInt(10), TimeUnit.MILLISECONDS);
                case 6 -> {
                    synchronized (this) {
                        wait(1 + random.nextInt(10));
                    }
                }
                default -> Thread.ofVirtual().start(Thread::yield).join();
            }
        }
    }
}
