package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statement 79 of the conformance list: what the JDK offers to do things at the same time. Others on the same carrier go on
 * meanwhile, and nobody rescues it.
 */
@Timeout(60)
class ConcurrencyConformanceTest {

    private static final long SOON = 10;
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void C79_completableFutureRunsElsewhereAndIsAwaited(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            CountDownLatch release = new CountDownLatch(1);
            Future<String> awaiting = kind.submit(carriers, () -> CompletableFuture.supplyAsync(() -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Thread.currentThread().getName();
            }).join());
            assertOthersRun(kind, carriers);
            release.countDown();
            String where = awaiting.get(SOON, TimeUnit.SECONDS);
            assertTrue(where.startsWith("ForkJoinPool.commonPool"), where);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C79_completableFutureIsCompletedByAnotherFiberOrTimesOut(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            Future<Integer> awaiting = kind.submit(carriers, () -> future.get(SOON, TimeUnit.SECONDS));
            kind.submit(carriers, () -> future.complete(42));
            assertEquals(42, awaiting.get(SOON, TimeUnit.SECONDS));
            Duration took = kind.run(carriers, () -> {
                long started = System.nanoTime();
                assertThrows(TimeoutException.class, () -> new CompletableFuture<>().get(30, TimeUnit.MILLISECONDS));
                var failed = assertThrows(ExecutionException.class,
                        () -> new CompletableFuture<>().orTimeout(30, TimeUnit.MILLISECONDS).get());
                assertInstanceOf(TimeoutException.class, failed.getCause());
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(60), BOUND, took);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C79_parallelStreamHasItsResult(ThreadKind kind) throws Exception {
        try (Carriers carriers = kind.carriers()) {
            assertEquals(499_999_500_000L,
                    kind.run(carriers, () -> IntStream.range(0, 1_000_000).parallel().asLongStream().sum()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C79_timerFiresOnAThreadOfItsOwn(ThreadKind kind) throws Exception {
        Timer[] timer = new Timer[1];
        try (Carriers carriers = kind.carriers()) {
            CompletableFuture<String> fired = new CompletableFuture<>();
            AtomicBoolean prevented = new AtomicBoolean();
            AtomicBoolean ran = new AtomicBoolean();
            Duration took = kind.run(carriers, () -> {
                timer[0] = new Timer("test-timer");
                long started = System.nanoTime();
                timer[0].schedule(task(() -> fired.complete(Thread.currentThread().getName())), 30);
                TimerTask cancelled = task(() -> ran.set(true));
                timer[0].schedule(cancelled, 10);
                prevented.set(cancelled.cancel());
                fired.get(SOON, TimeUnit.SECONDS);
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(29), BOUND, took); // a timer counts in whole milliseconds
            assertEquals("test-timer", fired.get());
            assertEquals(prevented.get(), !ran.get());
        } finally {
            timer[0].cancel();
        }
    }

    private static TimerTask task(Runnable what) {
        return new TimerTask() {
            @Override
            public void run() {
                what.run();
            }
        };
    }

    private static void assertOthersRun(ThreadKind kind, Carriers carriers) throws Exception {
        assertTrue(kind.run(carriers, () -> {
            Thread.sleep(1);
            return true;
        }));
    }
}
