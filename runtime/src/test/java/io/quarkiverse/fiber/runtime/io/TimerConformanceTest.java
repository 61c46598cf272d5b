package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.IoTimer;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.Row;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 67, and 64 for timers: set by threads of every kind. */
@Timeout(60)
class TimerConformanceTest {

    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration FAR = Duration.ofHours(1);

    /** When callbacks were called. */
    private final BlockingQueue<Long> calls = new LinkedBlockingQueue<>();
    private final Runnable callback = () -> calls.add(System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void C67_aOneShotFiresOnceAndNotBefore(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            hooked.run(row, () -> hooked.manager.after(Duration.ZERO, callback));
            nextCall();
            long started = System.nanoTime();
            IoTimer timer = hooked.run(row, () -> hooked.manager.after(Duration.ofMillis(100), callback));
            TimeBounds.assertTook(Duration.ofMillis(100), BOUND, Duration.ofNanos(nextCall() - started));
            assertFalse(timer.isPending() || timer.cancel() || timer.refresh() || timer.reset(FAR, true));
            assertEquals(Duration.ZERO, timer.remaining());
            assertEquals(0, hooked.manager.pendingTimers());
            assertNull(calls.poll(100, TimeUnit.MILLISECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C67_aRecurringTimerFiresUntilItIsCancelled(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            long started = System.nanoTime();
            IoTimer timer = hooked.run(row, () -> hooked.manager.every(Duration.ofMillis(20), callback));
            for (int i = 1; i <= 5; i++) {
                long call = nextCall();
                assertTrue(call - started >= i * Duration.ofMillis(20).toNanos(), "call " + i + " is early");
            }
            assertTrue(timer.isPending());
            assertTrue(timer.cancel());
            assertFalse(timer.cancel());
            calls.poll(50, TimeUnit.MILLISECONDS); // one may have begun before
            assertNull(calls.poll(100, TimeUnit.MILLISECONDS));
            assertEquals(0, hooked.manager.pendingTimers());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C67_cancelPreventsTheCall(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            IoTimer timer = hooked.run(row, () -> hooked.manager.after(Duration.ofMillis(50), callback));
            assertTrue(timer.cancel());
            assertFalse(timer.isPending() || timer.cancel());
            assertNull(calls.poll(100, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void C67_cancelSaysTrueExactlyWhereItHasPreventedTheCall() throws Exception {
        try (HookedIo hooked = new HookedIo(2)) {
            int timers = 2_000;
            int prevented = 0;
            for (int i = 0; i < timers; i++) {
                IoTimer timer = hooked.manager.after(Duration.ofNanos(i % 100 * 20_000), callback);
                if (i % 2 == 0) {
                    Thread.onSpinWait();
                } else {
                    Thread.sleep(0, i % 10 * 100_000);
                }
                if (timer.cancel()) {
                    prevented++;
                }
            }
            for (int i = prevented; i < timers; i++) {
                nextCall();
            }
            assertNull(calls.poll(50, TimeUnit.MILLISECONDS));
            assertTrue(prevented > 0 && prevented < timers, prevented + " prevented: there was no race");
        }
    }

    @ParameterizedTest
    @EnumSource
    void C67_refreshBeginsAgain(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            IoTimer timer = hooked.run(row, () -> hooked.manager.after(Duration.ofMillis(100), callback));
            Thread.sleep(50);
            long refreshed = System.nanoTime();
            if (hooked.run(row, timer::refresh)) { // else this machine was too slow to test it
                TimeBounds.assertTook(Duration.ofMillis(100), BOUND, Duration.ofNanos(nextCall() - refreshed));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C67_resetCountsFromNowOrFromTheBeginning(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            long started = System.nanoTime();
            IoTimer timer = hooked.run(row, () -> hooked.manager.after(FAR, callback));
            Thread.sleep(50);
            long reset = System.nanoTime();
            assertTrue(hooked.run(row, () -> timer.reset(Duration.ofMillis(200), true)));
            assertTrue(timer.remaining().compareTo(Duration.ofMillis(200)) <= 0);
            assertTrue(hooked.run(row, () -> timer.reset(Duration.ofMillis(150), true)));
            TimeBounds.assertTook(Duration.ofMillis(150), BOUND, Duration.ofNanos(nextCall() - reset));

            IoTimer other = hooked.run(row, () -> hooked.manager.after(FAR, callback));
            long begun = System.nanoTime();
            Thread.sleep(50);
            assertTrue(hooked.run(row, () -> other.reset(Duration.ofMillis(150), false)));
            long took = nextCall() - begun;
            TimeBounds.assertTook(Duration.ofMillis(140), BOUND, Duration.ofNanos(took));
            assertTrue(started < begun);
        }
    }

    @Test
    void C67_whatHasPassedByTheNewPeriodIsDueAtOnce() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            IoTimer timer = hooked.manager.after(FAR, callback);
            Thread.sleep(20);
            assertTrue(timer.reset(Duration.ofMillis(10), false));
            nextCall();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C67_aConditionalTimerIsSkippedWhenItsConditionIsGone(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            Object kept = new Object();
            WeakReference<Object> gone = new WeakReference<>(new Object());
            hooked.run(row, () -> {
                hooked.manager.after(Duration.ofMillis(300), gone.get(), callback);
                return hooked.manager.every(Duration.ofMillis(300), gone.get(), callback);
            });
            while (gone.get() != null) {
                System.gc();
            }
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (hooked.manager.pendingTimers() > 0) {
                assertTrue(System.nanoTime() < until, "still pending");
                Thread.sleep(1);
            }
            hooked.run(row, () -> hooked.manager.after(Duration.ofMillis(1), kept, callback));
            nextCall();
            assertEquals(0, calls.size(), "a timer whose condition is gone has fired");
            Reference.reachabilityFence(kept);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C67_anEarlierTimerIsNotLateBecauseOfALaterOne(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            hooked.run(row, () -> hooked.manager.after(FAR, callback));
            Thread.sleep(20); // loops have gone to their selects
            long started = System.nanoTime();
            hooked.run(row, () -> hooked.manager.after(Duration.ofMillis(50), callback));
            TimeBounds.assertTook(Duration.ofMillis(50), BOUND, Duration.ofNanos(nextCall() - started));
        }
    }

    @Test
    void C67_aCallbackRunsOnTheCarrierThatSetTheTimerAndMayPark() throws Exception {
        try (HookedIo hooked = new HookedIo(2)) {
            CountDownLatch go = new CountDownLatch(1);
            AtomicReference<String> carrier = new AtomicReference<>();
            CountDownLatch done = new CountDownLatch(1);
            hooked.startOn("event-loop-1", () -> hooked.manager.after(Duration.ZERO, () -> {
                HookedIo.awaitUninterruptibly(go);
                carrier.set(hooked.fibers.scheduler().current().map(Fiber::carrier).orElse("none"));
                done.countDown();
            })).get();
            hooked.startOn("event-loop-1", () -> {
                go.countDown();
                return null;
            }).get();
            assertTrue(done.await(10, TimeUnit.SECONDS));
            assertEquals("event-loop-1", carrier.get());
        }
    }

    @Test
    void C67_callsOfARecurringTimerDoNotOverlap() throws Exception {
        try (HookedIo hooked = new HookedIo(2)) {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Semaphore done = new Semaphore(0);
            IoTimer timer = hooked.manager.every(Duration.ofMillis(5), () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                running.decrementAndGet();
                done.release();
            });
            assertTrue(done.tryAcquire(3, 10, TimeUnit.SECONDS));
            timer.cancel();
            assertEquals(1, most.get());
        }
    }

    @Test
    void C67_aCallbackThatFailsDoesNotEndARecurringTimer() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            IoTimer timer = hooked.manager.every(Duration.ofMillis(5), () -> {
                callback.run();
                throw new IllegalStateException("meant");
            });
            nextCall();
            nextCall();
            timer.cancel();
        }
    }

    @Test
    void C64_theStopWaitsForOneShotsThatAreDueInTimeAndForNoOthers() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            hooked.manager.after(Duration.ofMillis(100), callback);
            hooked.manager.after(FAR, callback);
            hooked.manager.every(Duration.ofSeconds(5), callback);
            long started = System.nanoTime();
            assertEquals(List.of(), hooked.fibers.scheduler().stop(Duration.ofSeconds(20)));
            assertEquals(1, calls.size());
            TimeBounds.assertTook(Duration.ofMillis(99), Duration.ofSeconds(2), Duration.ofNanos(System.nanoTime() - started));
            assertThrows(IllegalStateException.class, () -> hooked.manager.after(Duration.ZERO, callback));
        }
    }

    @Test
    void C64_theStopEndsEventsThatDoNotCome() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Bytes bytes = new Bytes()) {
            BlockingQueue<Integer> ready = new LinkedBlockingQueue<>();
            hooked.manager.add(bytes.source(), SelectionKey.OP_READ, ready::add);
            assertEquals(List.of(), hooked.fibers.scheduler().stop(Duration.ofMillis(50)));
            assertEquals(0, ready.poll(10, TimeUnit.SECONDS));
            assertEquals(0, hooked.manager.pendingEvents());
        }
    }

    @Test
    void aPeriodHasToBePositive() {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            assertThrows(IllegalArgumentException.class, () -> hooked.manager.every(Duration.ZERO, callback));
            IoTimer timer = hooked.manager.every(FAR, callback);
            assertThrows(IllegalArgumentException.class, () -> timer.reset(Duration.ZERO, true));
            assertTrue(timer.isPending());
        }
    }

    @Test
    void aTimerForEverIsNoError() {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            assertTrue(hooked.manager.after(IoManager.FOREVER, callback).isPending());
        }
    }

    private long nextCall() throws InterruptedException {
        Long call = calls.poll(10, TimeUnit.SECONDS);
        assertTrue(call != null, "no call");
        return call;
    }
}
