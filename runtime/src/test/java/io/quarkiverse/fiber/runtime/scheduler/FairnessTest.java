package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.EventLoop;
import io.quarkiverse.fiber.Fiber;

/** Fibers, the timers of fibers and the loop's own tasks share one loop, and each gets on. */
class FairnessTest {

    private static final Duration NAP = Duration.ofMillis(5);
    private static final Duration LATE = Duration.ofMillis(30);
    private static final int NAPS = 60;
    private static final Duration SHORT = Duration.ofNanos(20_000);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicBoolean stop = new AtomicBoolean();

    @AfterEach
    void stop() {
        stop.set(true);
    }

    /** Tasks that submit themselves again and again: the loop's queue is never empty. */
    @Test
    void fibersAndTheirTimersGetOnWhileTasksFloodTheLoop() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            LongAdder tasks = new LongAdder();
            for (int i = 0; i < 100; i++) {
                flood(carriers.loop(), tasks);
            }
            LongAdder turns = new LongAdder();
            carriers.start(() -> yieldAgain(turns));
            assertNapsAreOnTime(carriers, LATE);
            stop.set(true);
            assertTrue(turns.sum() >= NAPS, "the fiber came to run " + turns + " times");
            assertTrue(tasks.sum() >= NAPS, "the loop ran " + tasks + " tasks");
        }
    }

    /** The drain is at the end of two seconds of tasks: rescue does not wait for it. */
    @Test
    void timersDoNotWaitForABacklogOfTheLoop() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            assertTrue(backlogAfterANap(carriers) > 0, "the nap ended after the backlog");
        }
    }

    @Test
    void brokenTwinWithoutRescueWaitsForTheBacklog() throws Exception {
        try (Carriers carriers = Carriers.withoutRescue(1)) {
            assertEquals(0, backlogAfterANap(carriers));
        }
    }

    @Test
    void timersAreOnTimeInAYieldStorm() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            LongAdder turns = new LongAdder();
            for (int i = 0; i < 1_000; i++) {
                carriers.start(() -> yieldAgain(turns));
            }
            assertNapsAreOnTime(carriers, LATE);
            stop.set(true);
        }
    }

    @Test
    void yieldsAllocateNothing() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            LongAdder turns = new LongAdder();
            for (int i = 0; i < 100; i++) {
                carriers.start(() -> yieldAgain(turns));
            }
            awaitTurns(turns, 100_000); // the compiler allocates as well, until it is done with them
            long allocated = allocatedByLoop(carriers);
            long before = turns.sum();
            awaitTurns(turns, before + 500_000);
            double perYield = (double) (allocatedByLoop(carriers) - allocated) / (turns.sum() - before);
            stop.set(true);
            assertTrue(perYield < 8, "a yield allocates " + perYield + " bytes");
        }
    }

    @Test
    void fibersThatYieldHaveEqualShares() throws Exception {
        int fibers = 8;
        AtomicIntegerArray turns = new AtomicIntegerArray(fibers);
        try (Carriers carriers = Carriers.of(1)) {
            Fiber[] all = new Fiber[fibers];
            CountDownLatch begin = new CountDownLatch(1);
            for (int i = 0; i < fibers; i++) {
                int id = i;
                Duration slice = SHORT.multipliedBy(1 + i); // who computes for longer does not come to run less often
                all[i] = carriers.start(() -> {
                    begin.await();
                    while (!stop.get()) {
                        compute(slice);
                        turns.incrementAndGet(id);
                        Thread.yield();
                    }
                });
            }
            carriers.start(() -> {
                begin.countDown(); // on their carrier: none of them runs alone meanwhile
                Thread.sleep(300);
                stop.set(true);
            });
            for (Fiber fiber : all) {
                assertTrue(fiber.join(SOON));
            }
        }
        int[] shares = new int[fibers];
        Arrays.setAll(shares, turns::get);
        Arrays.sort(shares);
        assertTrue(shares[0] > 10 && shares[fibers - 1] <= 2 * shares[0], Arrays.toString(shares));
    }

    private void flood(EventLoop loop, LongAdder tasks) {
        loop.execute(new Runnable() {
            @Override
            public void run() {
                compute(SHORT);
                tasks.increment();
                if (!stop.get()) {
                    loop.execute(this);
                }
            }
        });
    }

    /** How many tasks the loop has still before it when a fiber that sleeps for as long as one of them takes goes on. */
    private int backlogAfterANap(Carriers carriers) throws Exception {
        AtomicInteger backlog = new AtomicInteger(200);
        for (int i = backlog.get(); i > 0; i--) {
            carriers.loop().execute(() -> {
                if (!stop.get()) {
                    compute(NAP.multipliedBy(2));
                    backlog.decrementAndGet();
                }
            });
        }
        return carriers.scheduler().submit(() -> {
            Thread.sleep(NAP.multipliedBy(2));
            stop.set(true);
            return backlog.get();
        }).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** The median: a machine that does something else for a while is nobody's fault. */
    private static void assertNapsAreOnTime(Carriers carriers, Duration bound) throws Exception {
        var naps = carriers.scheduler().submit(() -> {
            long[] late = new long[NAPS];
            for (int i = 0; i < NAPS; i++) {
                long started = System.nanoTime();
                Thread.sleep(NAP);
                late[i] = System.nanoTime() - started - NAP.toNanos();
            }
            return late;
        });
        Duration most = TimeBounds.scaled(bound);
        long[] late = naps.get(SOON.toSeconds(), TimeUnit.SECONDS);
        Arrays.sort(late);
        assertTrue(late[0] >= 0, "a nap was early by " + -late[0] + " ns");
        Duration median = Duration.ofNanos(late[NAPS / 2]);
        assertTrue(median.compareTo(most) <= 0, "naps are late by " + median + ", allowed are " + most);
    }

    private void yieldAgain(LongAdder turns) {
        while (!stop.get()) {
            turns.increment();
            Thread.yield();
        }
    }

    private static void compute(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static void awaitTurns(LongAdder turns, long count) throws InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        while (turns.sum() < count) {
            assertTrue(System.nanoTime() < until, "only " + turns + " turns");
            Thread.sleep(5);
        }
    }

    private static long allocatedByLoop(Carriers carriers) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(carriers.carrier().loopThread().threadId());
    }
}
