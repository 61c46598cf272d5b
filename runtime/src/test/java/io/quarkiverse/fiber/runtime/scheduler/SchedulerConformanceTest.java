package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;

/** Starting, placing and stopping fibers. */
@Timeout(60)
class SchedulerConformanceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void C60_eachTaskRunsExactlyOnceFromAnyThreadAndInBatches() throws Exception {
        int callers = 4;
        int batches = 50;
        int batch = 20;
        AtomicIntegerArray runs = new AtomicIntegerArray(callers * batches * batch);
        try (Carriers carriers = Carriers.of(2)) {
            FiberScheduler scheduler = carriers.scheduler();
            List<Thread> threads = new ArrayList<>();
            List<Fiber> fibers = Collections.synchronizedList(new ArrayList<>());
            for (int caller = 0; caller < callers; caller++) {
                int first = caller * batches * batch;
                Runnable start = () -> {
                    for (int i = 0; i < batches; i++) {
                        List<Runnable> tasks = new ArrayList<>();
                        for (int j = 0; j < batch; j++) {
                            int task = first + i * batch + j;
                            tasks.add(() -> runs.incrementAndGet(task));
                        }
                        fibers.addAll(scheduler.startAll(tasks));
                    }
                };
                threads.add(caller % 2 == 0 ? Thread.ofPlatform().start(start) : scheduler.start(start).thread());
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (Fiber fiber : List.copyOf(fibers)) {
                assertTrue(fiber.join(SOON), fiber::toString);
            }
        }
        for (int i = 0; i < runs.length(); i++) {
            assertEquals(1, runs.get(i), "runs of task " + i);
        }
    }

    @Test
    void C60_batchWithANullStartsNothing() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicInteger ran = new AtomicInteger();
            List<Runnable> tasks = new ArrayList<>();
            tasks.add(ran::incrementAndGet);
            tasks.add(null);
            assertThrows(NullPointerException.class, () -> carriers.scheduler().startAll(tasks));
            assertTrue(carriers.start(() -> {
            }).join(SOON));
            assertEquals(0, ran.get());
        }
    }

    @Test
    void C61_pinnedFiberRunsOnItsCarrierOnly() throws Exception {
        try (Carriers carriers = Carriers.of(4)) {
            Map<String, Integer> threads = new ConcurrentHashMap<>();
            FiberGroup third = carriers.scheduler().group(FiberScheduler.EVENT_LOOP).on("event-loop-2");
            List<Fiber> fibers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                fibers.add(third.start(Carriers.unchecked(() -> {
                    threads.merge(Carriers.carrierThread(), 1, Integer::sum);
                    Thread.sleep(1);
                    threads.merge(Carriers.carrierThread(), 1, Integer::sum);
                })));
            }
            for (Fiber fiber : fibers) {
                assertTrue(fiber.join(SOON));
                assertEquals("event-loop-2", fiber.carrier());
            }
            threads.keySet().removeIf(name -> name.startsWith("fiber-rescue-"));
            assertEquals(1, threads.size(), threads::toString);
        }
    }

    @Test
    void C61_unknownCarrierIsRejected() {
        try (Carriers carriers = Carriers.of(2)) {
            FiberGroup group = carriers.scheduler().group(FiberScheduler.EVENT_LOOP);
            assertEquals(List.of("event-loop-0", "event-loop-1"), group.carriers());
            var error = assertThrows(IllegalArgumentException.class, () -> group.on("event-loop-2"));
            assertEquals(
                    "There is no carrier named 'event-loop-2' in the group 'event-loop', only [event-loop-0, event-loop-1]",
                    error.getMessage());
        }
    }

    @Test
    void C61_unknownGroupIsRejected() {
        try (Carriers carriers = Carriers.of(1)) {
            assertThrows(IllegalArgumentException.class, () -> carriers.scheduler().group("reports"));
        }
    }

    @Test
    void C62_wakeUpBeforeTheParkIsNeitherLostNorRunTwice() throws Exception {
        int rounds = 20_000;
        try (Carriers carriers = Carriers.of(2)) {
            FiberScheduler scheduler = carriers.scheduler();
            AtomicInteger ball = new AtomicInteger();
            AtomicReference<Thread> second = new AtomicReference<>();
            CountDownLatch known = new CountDownLatch(1);
            Fiber first = scheduler.on("event-loop-0").start(Carriers.unchecked(() -> {
                known.await();
                for (int i = 0; i < rounds; i++) {
                    while (ball.get() != 2 * i) {
                        LockSupport.park();
                    }
                    ball.incrementAndGet();
                    LockSupport.unpark(second.get());
                }
            }));
            Fiber other = scheduler.on("event-loop-1").start(() -> {
                second.set(Thread.currentThread());
                known.countDown();
                for (int i = 0; i < rounds; i++) {
                    while (ball.get() != 2 * i + 1) {
                        LockSupport.park();
                    }
                    ball.incrementAndGet();
                    LockSupport.unpark(first.thread());
                }
            });
            assertTrue(first.join(Duration.ofSeconds(40)) && other.join(SOON), "stuck at " + ball);
            assertEquals(2 * rounds, ball.get());
        }
    }

    @Test
    void C63_uncaughtExceptionEndsThatFiberOnlyAndIsReportedOnce() throws Exception {
        var previous = Thread.getDefaultUncaughtExceptionHandler();
        List<Throwable> reported = Collections.synchronizedList(new ArrayList<>());
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
        try (Carriers carriers = Carriers.of(1)) {
            Fiber other = carriers.start(() -> Thread.sleep(50));
            IllegalStateException thrown = new IllegalStateException("on purpose");
            Fiber failing = carriers.scheduler().start(() -> {
                throw thrown;
            });
            assertTrue(failing.join(SOON) && other.join(SOON));
            assertEquals(List.of(thrown), reported);
            assertEquals(1, carriers.scheduler().uncaughtExceptions());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(previous);
        }
    }

    @Test
    void C63_exceptionOfASubmittedTaskGoesToItsFutureOnly() {
        try (Carriers carriers = Carriers.of(1)) {
            var future = carriers.scheduler().submit(() -> {
                throw new IllegalStateException("on purpose");
            });
            var failed = assertThrows(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS));
            assertEquals("on purpose", failed.getCause().getMessage());
            assertEquals(0, carriers.scheduler().uncaughtExceptions());
        }
    }

    @Test
    void C64_stopWaitsForQueuedAndSleepingFibers() {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicInteger ended = new AtomicInteger();
            for (int i = 0; i < 100; i++) {
                carriers.start(() -> {
                    Thread.sleep(50);
                    ended.incrementAndGet();
                });
            }
            assertEquals(List.of(), carriers.scheduler().stop(SOON));
            assertEquals(100, ended.get());
        }
    }

    @Test
    void C64_stopMayHaveNoLimit() {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicInteger ended = new AtomicInteger();
            carriers.start(() -> {
                Thread.sleep(50);
                ended.incrementAndGet();
            });
            assertEquals(List.of(), carriers.scheduler().stop(IoManager.FOREVER));
            assertEquals(1, ended.get());
        }
    }

    @Test
    void C64_stopReturnsAtItsDeadlineAndCancelsWhatWaits() {
        try (Carriers carriers = Carriers.of(1)) {
            Fiber sleeper = carriers.start(() -> Thread.sleep(Duration.ofHours(1)));
            Fiber parked = carriers.start(() -> new CountDownLatch(1).await());
            assertEquals(List.of(), carriers.scheduler().stop(Duration.ofMillis(50)));
            assertEquals(Thread.State.TERMINATED, sleeper.state());
            assertEquals(Thread.State.TERMINATED, parked.state());
        }
    }

    @Test
    void C64_stopReturnsTheFibersThatDoNotEnd() {
        CountDownLatch release = new CountDownLatch(1);
        try (Carriers carriers = Carriers.of(1)) {
            Fiber stubborn = carriers.scheduler().named("stubborn").start(() -> {
                while (release.getCount() > 0) {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        // goes on
                    }
                }
            });
            assertEquals(List.of(stubborn), carriers.scheduler().stop(Duration.ofMillis(50)));
        } finally {
            release.countDown();
        }
    }

    @Test
    void C64_neitherAFiberNorAnEventLoopStopsTheScheduler() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            FiberScheduler scheduler = carriers.scheduler();
            scheduler.submit(() -> assertThrows(IllegalStateException.class, () -> scheduler.stop(SOON))).get();
            carriers.loop().submit(() -> assertThrows(IllegalStateException.class, () -> scheduler.stop(SOON))).get();
            scheduler.submit(() -> "still open").get();
        }
    }

    @Test
    void C64_afterTheStopNoFiberStarts() {
        try (Carriers carriers = Carriers.of(1)) {
            carriers.scheduler().stop(Duration.ZERO);
            assertThrows(IllegalStateException.class, () -> carriers.scheduler().start(() -> {
            }));
        }
    }

    /** What the JDK calls for each timed wait is its own again: no hook is left. */
    @Test
    void C64_stopGivesTheJdkItsTimersBack() {
        ScheduledExecutorService[] before = VirtualThreads.delaySchedulers().clone();
        try (Carriers carriers = Carriers.of(1)) {
            assertNotSame(before[0], VirtualThreads.delaySchedulers()[0]);
        }
        assertArrayEquals(before, VirtualThreads.delaySchedulers());
    }

    @Test
    void C64_fiberCannotStopItsScheduler() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            var future = carriers.scheduler().submit(() -> carriers.scheduler().stop(Duration.ZERO));
            var failed = assertThrows(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS));
            assertInstanceOf(IllegalStateException.class, failed.getCause());
            assertTrue(carriers.start(() -> {
            }).join(SOON), "the scheduler has stopped all the same");
        }
    }

    @Test
    void C65_fiberVisitsAnotherGroupAndComesBack() throws Exception {
        try (Carriers carriers = Carriers.of(2)) {
            FiberScheduler scheduler = carriers.scheduler();
            List<String> groups = scheduler.submit(() -> {
                List<String> seen = new ArrayList<>();
                String home = Carriers.carrierThread();
                seen.add(scheduler.current().orElseThrow().group());
                try (var away = scheduler.group(FiberScheduler.DEDICATED).enter()) {
                    seen.add(scheduler.current().orElseThrow().group());
                    assertTrue(Carriers.carrierThread().startsWith("fiber-dedicated"), Carriers.carrierThread());
                }
                seen.add(scheduler.current().orElseThrow().group());
                assertEquals(home, Carriers.carrierThread());
                return seen;
            }).get(5, TimeUnit.SECONDS);
            assertEquals(List.of("event-loop", "dedicated", "event-loop"), groups);
        }
    }

    @Test
    void C65_visitToTheOwnGroupStaysOnTheCarrier() throws Exception {
        try (Carriers carriers = Carriers.of(4)) {
            FiberScheduler scheduler = carriers.scheduler();
            scheduler.submit(() -> {
                String home = Carriers.carrierThread();
                for (int i = 0; i < 4; i++) {
                    try (var same = scheduler.group(FiberScheduler.EVENT_LOOP).enter()) {
                        assertEquals(home, Carriers.carrierThread());
                    }
                }
                return null;
            }).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void C65_onlyAFiberCanMove() {
        try (Carriers carriers = Carriers.of(1)) {
            assertThrows(IllegalStateException.class, () -> carriers.scheduler().group(FiberScheduler.DEDICATED).enter());
        }
    }

    @Test
    void C65_groupSpreadsFibersEvenly() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Map<String, Integer> used = new TreeMap<>();
            for (Fiber fiber : carriers.scheduler().group(FiberScheduler.DEDICATED).startAll(Collections.nCopies(10, () -> {
            }))) {
                assertTrue(fiber.join(SOON));
                used.merge(fiber.carrier(), 1, Integer::sum);
            }
            assertEquals(Map.of("dedicated-0", 5, "dedicated-1", 5), used);
        }
    }

    @Test
    void C65_groupSpreadsTheFibersThatAFiberStarts() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            FiberScheduler scheduler = carriers.scheduler();
            Map<String, Integer> used = scheduler.group(FiberScheduler.DEDICATED).submit(() -> {
                Map<String, Integer> seen = new TreeMap<>();
                for (int i = 0; i < 10; i++) {
                    seen.merge(scheduler.group(FiberScheduler.DEDICATED).start(() -> {
                    }).carrier(), 1, Integer::sum);
                }
                return seen;
            }).get(5, TimeUnit.SECONDS);
            assertEquals(Map.of("dedicated-0", 5, "dedicated-1", 5), used);
        }
    }

    @Test
    void C65_eachCarrierOfEachGroupRunsFibers() throws Exception {
        try (Carriers carriers = Carriers.of(3)) {
            for (String name : carriers.scheduler().groups()) {
                FiberGroup group = carriers.scheduler().group(name);
                Set<String> threads = new HashSet<>();
                for (String carrier : group.carriers()) {
                    threads.add(group.on(carrier).submit(Carriers::carrierThread).get(5, TimeUnit.SECONDS));
                }
                assertEquals(name.equals(FiberScheduler.DEDICATED) ? 2 : 3, threads.size(), name + " runs on " + threads);
            }
        }
    }
}
