package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** Virtual threads that a fiber makes keep its executor object, for as long as they live. */
class ChildrenOfFibersTest {

    private final BlockingQueue<String> ranOn = new LinkedBlockingQueue<>();

    @Test
    void childRunsOnItsParentsCarrierAndIsNoFiberItself() throws Exception {
        try (Carriers carriers = Carriers.of(2)) {
            AtomicReference<String> parent = new AtomicReference<>();
            carriers.start(() -> {
                parent.set(Carriers.carrierThread());
                Thread.ofVirtual().start(() -> ranOn.add(Carriers.carrierThread() + carriers.scheduler().current())).join();
            }).thread().join();
            assertEquals(parent.get() + "Optional.empty", ranOn.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void childOutlivesItsParent() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch parentEnded = new CountDownLatch(1);
            Fiber parent = carriers.start(() -> Thread.ofVirtual().start(Carriers.unchecked(() -> {
                parentEnded.await();
                Thread.sleep(5);
                ranOn.add(Carriers.carrierThread());
            })));
            parent.thread().join();
            parentEnded.countDown();
            assertTrue(ranOn.poll(5, TimeUnit.SECONDS).startsWith("test-loop"));
        }
    }

    @Test
    void childOutlivesTheLoopAndTheApplication() throws Exception {
        CountDownLatch applicationEnded = new CountDownLatch(1);
        AtomicReference<Thread> child = new AtomicReference<>();
        try (Carriers carriers = Carriers.of(1)) {
            carriers.start(() -> child.set(Thread.ofVirtual().start(Carriers.unchecked(() -> {
                applicationEnded.await();
                Thread.sleep(5);
                ranOn.add(Carriers.carrierThread());
            })))).thread().join();
        }
        applicationEnded.countDown();
        assertTrue(ranOn.poll(5, TimeUnit.SECONDS).startsWith("ForkJoinPool"));
        child.get().join();
    }

    @Test
    void movingAFiberLeavesItsChildrenWhereTheyAre() throws Exception {
        try (Carriers carriers = Carriers.of(2)) {
            CountDownLatch moved = new CountDownLatch(1);
            carriers.start(() -> {
                RunningFiber self = RunningFiber.current();
                Carrier home = self.executor().carrier();
                Carrier other = self.executor().carrier().group().carriers().stream().filter(c -> c != home).findFirst()
                        .orElseThrow();
                String before = Carriers.carrierThread();
                Thread child = Thread.ofVirtual().start(Carriers.unchecked(() -> {
                    moved.await();
                    ranOn.add(Carriers.carrierThread());
                }));
                self.moveTo(other);
                assertSame(other, self.executor().carrier());
                ranOn.add(before + "/" + Carriers.carrierThread());
                moved.countDown();
                child.join();
            }).thread().join();
            String[] fiber = ranOn.poll(5, TimeUnit.SECONDS).split("/");
            assertEquals(fiber[0], ranOn.poll(5, TimeUnit.SECONDS), "the child moved as well");
            assertTrue(!fiber[0].equals(fiber[1]), "the fiber did not move");
        }
    }

    @Test
    void childThatAFiberMakesAfterItHasMovedRunsWhereTheFiberBegan() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            carriers.start(() -> {
                try (var away = carriers.scheduler().group(FiberScheduler.DEDICATED).enter()) {
                    Thread.ofVirtual().start(() -> ranOn.add(Carriers.carrierThread())).join();
                }
            }).thread().join();
            String child = ranOn.poll(5, TimeUnit.SECONDS);
            assertTrue(child.startsWith("test-loop"), child);
        }
    }

    @Test
    void childOfAChildRunsThereToo() throws Exception {
        try (Carriers carriers = Carriers.of(2)) {
            AtomicReference<String> parent = new AtomicReference<>();
            carriers.start(() -> {
                parent.set(Carriers.carrierThread());
                Thread.ofVirtual().start(Carriers.unchecked(
                        () -> Thread.ofVirtual().start(() -> ranOn.add(Carriers.carrierThread())).join())).join();
            }).thread().join();
            assertEquals(parent.get(), ranOn.poll(5, TimeUnit.SECONDS));
        }
    }

    /** The JDK makes the thread for whoever gives it the task: where the executor comes from does not count. */
    @Test
    void executorThatAllShareRunsTheTasksOfAFiberOnItsCarrier() throws Exception {
        try (Carriers carriers = Carriers.of(2); ExecutorService shared = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicReference<String> fiber = new AtomicReference<>();
            carriers.start(() -> {
                fiber.set(Carriers.carrierThread());
                shared.submit(() -> ranOn.add(Carriers.carrierThread())).get();
            }).thread().join();
            assertEquals(fiber.get(), ranOn.poll(5, TimeUnit.SECONDS));
            shared.submit(() -> ranOn.add(Carriers.carrierThread())).get();
            String other = ranOn.poll(5, TimeUnit.SECONDS);
            assertTrue(other.startsWith("ForkJoinPool"), other);
        }
    }

    @Test
    void platformThreadOfAFiberMakesThreadsOfTheJdks() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            carriers.start(() -> Thread.ofPlatform().start(Carriers.unchecked(
                    () -> Thread.ofVirtual().start(() -> ranOn.add(Carriers.carrierThread())).join())).join());
            String child = ranOn.poll(5, TimeUnit.SECONDS);
            assertTrue(child.startsWith("ForkJoinPool"), child);
        }
    }

    @Test
    void withoutCarriersChildrenAreThreadsOfTheJdks() throws Exception {
        try (Carriers carriers = Carriers.none()) {
            carriers.start(() -> Thread.ofVirtual().start(() -> ranOn.add(Carriers.carrierThread())).join());
            String child = ranOn.poll(5, TimeUnit.SECONDS);
            assertTrue(child.startsWith("ForkJoinPool"), child);
        }
    }

    /** It is the application's to end them, as it is with threads of any kind. */
    @Test
    void stopDoesNotEndChildren() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> child = new AtomicReference<>();
        try (Carriers carriers = Carriers.of(1)) {
            carriers.start(() -> child.set(Thread.ofVirtual().start(() -> {
                try {
                    release.await();
                    ranOn.add("released");
                } catch (InterruptedException e) {
                    ranOn.add("interrupted");
                }
            }))).thread().join();
            assertEquals(List.of(), carriers.scheduler().stop(Duration.ZERO));
        }
        assertTrue(child.get().isAlive());
        release.countDown();
        assertEquals("released", ranOn.poll(5, TimeUnit.SECONDS));
    }
}
