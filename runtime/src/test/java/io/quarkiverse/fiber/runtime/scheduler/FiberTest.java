package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** What the handle of a fiber tells, and what it can do to the fiber. */
@Timeout(60)
class FiberTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void handleTellsWhatTheFiberWaitsFor(boolean custom) throws Exception {
        try (Carriers carriers = custom ? Carriers.of(1) : Carriers.none()) {
            CountDownLatch latch = new CountDownLatch(1);
            Fiber fiber = carriers.scheduler().named("waiter").start(Carriers.unchecked(latch::await));
            while (fiber.waiting().isEmpty()) {
                Thread.onSpinWait();
            }
            Thread.sleep(20);
            Fiber.Wait wait = fiber.waiting().orElseThrow();
            assertTrue(wait.on().startsWith("java.util.concurrent.CountDownLatch$Sync@"), wait.on());
            assertTrue(custom ? wait.since().toMillis() >= 19 : wait.since().isZero(), wait.since()::toString);
            assertTrue(fiber.age().compareTo(wait.since()) >= 0);
            assertEquals("waiter", fiber.name());
            assertEquals(Thread.State.WAITING, fiber.state());
            assertEquals(custom ? "event-loop-0" : "jdk", fiber.carrier());
            assertTrue(carriers.scheduler().fibers().contains(fiber));
            latch.countDown();
            assertTrue(fiber.join(SOON));
            assertTrue(fiber.waiting().isEmpty());
            assertEquals(Thread.State.TERMINATED, fiber.state());
            assertFalse(carriers.scheduler().fibers().contains(fiber));
        }
    }

    @Test
    void cancelEndsTheWaitAndAllLaterOnes() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicInteger interrupts = new AtomicInteger();
            Fiber fiber = carriers.scheduler().start(() -> {
                for (int i = 0; i < 3; i++) {
                    try {
                        Thread.sleep(Duration.ofHours(1));
                    } catch (InterruptedException e) {
                        interrupts.incrementAndGet();
                        Thread.currentThread().interrupt();
                    }
                }
            });
            fiber.cancel();
            assertTrue(fiber.join(SOON));
            assertTrue(fiber.isCancelled());
            assertEquals(3, interrupts.get());
        }
    }

    @Test
    void joinEndsAfterItsTimeout() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Fiber fiber = carriers.start(() -> Thread.sleep(Duration.ofHours(1)));
            long started = System.nanoTime();
            assertFalse(fiber.join(Duration.ofMillis(30)));
            assertTrue(System.nanoTime() - started >= Duration.ofMillis(30).toNanos());
            assertFalse(fiber.join(Duration.ZERO));
            fiber.interrupt();
            assertTrue(fiber.join(SOON));
        }
    }

    @Test
    void fiberThatAFiberStartsBeginsOnItsCarrier() throws Exception {
        try (Carriers carriers = Carriers.of(4)) {
            FiberScheduler scheduler = carriers.scheduler();
            assertTrue(scheduler.group(FiberScheduler.DEDICATED).on("dedicated-1").start(Carriers.unchecked(() -> {
                Fiber child = scheduler.start(() -> {
                });
                assertEquals("dedicated-1", child.carrier());
                assertTrue(child.join(SOON));
            })).join(SOON));
            assertEquals(0, scheduler.uncaughtExceptions());
        }
    }

    @Test
    void noFiberIsCurrentElsewhere() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            assertTrue(carriers.scheduler().current().isEmpty());
            AtomicReference<Object> inChild = new AtomicReference<>("unset");
            carriers.start(() -> Thread.ofVirtual()
                    .start(() -> inChild.set(carriers.scheduler().current().orElse(null))).join()).join(SOON);
            assertNull(inChild.get());
            AtomicReference<Fiber> seen = new AtomicReference<>();
            Fiber fiber = carriers.start(() -> seen.set(carriers.scheduler().current().orElseThrow()));
            assertTrue(fiber.join(SOON));
            assertSame(fiber, seen.get());
        }
    }
}
