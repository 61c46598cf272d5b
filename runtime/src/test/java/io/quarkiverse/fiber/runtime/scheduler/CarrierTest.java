package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

class CarrierTest {

    @Test
    void continuationNeverRunsInPlace() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicBoolean inside = new AtomicBoolean();
            AtomicReference<Boolean> ranInside = new AtomicReference<>();
            CountDownLatch done = new CountDownLatch(1);
            carriers.loop().execute(() -> {
                inside.set(true);
                carriers.start(() -> {
                    ranInside.set(inside.get());
                    done.countDown();
                });
                inside.set(false);
            });
            assertTrue(done.await(5, TimeUnit.SECONDS));
            assertEquals(false, ranInside.get());
        }
    }

    @Test
    void yieldStormKeepsTheStackFlatAndLetsOthersProgress() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger deepest = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                carriers.start(() -> {
                    while (!stop.get()) {
                        Thread.yield();
                        carriers.carrier().execute(() -> deepest.accumulateAndGet(
                                StackWalker.getInstance().<Integer> walk(frames -> (int) frames.count()), Math::max));
                    }
                    ended.countDown();
                });
            }
            CountDownLatch others = new CountDownLatch(1000);
            for (int i = 0; i < 1000; i++) {
                carriers.start(others::countDown);
            }
            assertTrue(others.await(10, TimeUnit.SECONDS), others.getCount() + " fibers starve behind two that yield");
            stop.set(true);
            assertTrue(ended.await(5, TimeUnit.SECONDS));
            assertTrue(deepest.get() < 60, "continuations nest: the stack is " + deepest + " frames deep");
        }
    }

    @Test
    void eachContinuationOfferedFromManyThreadsRunsExactlyOnce() throws Exception {
        int producers = 4;
        int each = 50_000;
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(producers * each);
        try (Carriers carriers = Carriers.of(1)) {
            CyclicBarrier begin = new CyclicBarrier(producers);
            for (int p = 0; p < producers; p++) {
                Thread.ofPlatform().daemon().start(Carriers.unchecked(() -> {
                    begin.await();
                    for (int i = 0; i < each; i++) {
                        carriers.carrier().execute(() -> {
                            runs.incrementAndGet();
                            left.countDown();
                        });
                    }
                }));
            }
            assertTrue(left.await(30, TimeUnit.SECONDS), left.getCount() + " continuations were lost");
            assertEquals(producers * each, runs.get());
        }
    }

    @Test
    void failingContinuationDoesNotStopTheCarrier() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch done = new CountDownLatch(1);
            carriers.carrier().execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            carriers.start(done::countDown);
            assertTrue(done.await(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void timedWaitsOfFibersAreOnTheWheelAndNotWithTheJdksTimers() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            int sleepers = 100;
            CountDownLatch left = new CountDownLatch(sleepers);
            Object monitor = new Object();
            long started = System.nanoTime();
            int ofOthers = timersOfTheJdk();
            for (int i = 0; i < sleepers; i++) {
                boolean wait = i % 2 == 0;
                carriers.start(() -> {
                    if (wait) {
                        synchronized (monitor) {
                            monitor.wait(300);
                        }
                    } else {
                        Thread.sleep(300);
                    }
                    left.countDown();
                });
            }
            Future<Integer> queued = carriers.scheduler().submit(() -> {
                Thread.sleep(50);
                return timersOfTheJdk();
            });
            assertTrue(queued.get(5, TimeUnit.SECONDS) <= ofOthers, "waits with the JDK's timers");
            assertTrue(left.await(5, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - started >= Duration.ofMillis(300).toNanos(), "a wait ended early");
        }
    }

    private static int timersOfTheJdk() {
        DelaySeam seam = (DelaySeam) VirtualThreads.delaySchedulers()[0];
        return ((ScheduledThreadPoolExecutor) seam.jdk()).getQueue().size();
    }

    @Test
    void sleepsAreNeverEarlyAndNotLate() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            for (int millis : new int[] { 1, 2, 3, 5, 10, 33, 70 }) {
                long took = carriers.scheduler().submit(() -> {
                    long started = System.nanoTime();
                    Thread.sleep(millis);
                    return System.nanoTime() - started;
                }).get(5, TimeUnit.SECONDS);
                Duration bound = TimeBounds.scaled(Duration.ofMillis(20));
                long late = took - Duration.ofMillis(millis).toNanos();
                assertTrue(late >= 0, "a sleep of " + millis + " ms was early by " + -late + " ns");
                assertTrue(late <= bound.toNanos(), "a sleep of " + millis + " ms was late by " + late + " ns");
            }
        }
    }

    @Test
    void fibersOfOneLoopAllRunOnItsThread() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Thread loop = carriers.loop().submit(Thread::currentThread).get();
            for (int i = 0; i < 100; i++) {
                String text = carriers.scheduler().submit(() -> {
                    Thread.yield();
                    return Thread.currentThread().toString();
                }).get(5, TimeUnit.SECONDS);
                assertTrue(text.endsWith("@" + loop.getName()) || carriers.carrier().rescues() > 0, text);
            }
        }
    }

    @Test
    void loadSpreadsOverAllCarriersOfAGroup() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            ConcurrentHashMap<String, Integer> used = new ConcurrentHashMap<>();
            CountDownLatch left = new CountDownLatch(10);
            for (int i = 0; i < 10; i++) {
                carriers.scheduler().group(FiberScheduler.DEDICATED).start(() -> {
                    used.merge(carriers.scheduler().current().orElseThrow().carrier(), 1, Integer::sum);
                    left.countDown();
                });
            }
            assertTrue(left.await(5, TimeUnit.SECONDS));
            assertEquals(java.util.Map.of("dedicated-0", 5, "dedicated-1", 5), used);
        }
    }

    @Test
    void currentFiberIsTheOneThatStartReturned() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicReference<Fiber> seen = new AtomicReference<>();
            Fiber fiber = carriers.start(() -> seen.set(carriers.scheduler().current().orElseThrow()));
            fiber.thread().join();
            assertSame(fiber, seen.get());
        }
    }

    @Test
    void contextClassLoaderIsTheApplications() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            assertSame(Carriers.class.getClassLoader(),
                    carriers.scheduler().submit(() -> Thread.currentThread().getContextClassLoader()).get(5,
                            TimeUnit.SECONDS));
        }
    }
}
