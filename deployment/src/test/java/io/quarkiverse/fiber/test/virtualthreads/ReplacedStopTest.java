package io.quarkiverse.fiber.test.virtualthreads;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.runtime.virtualthreads.FiberThreadFactory;
import io.quarkus.test.QuarkusUnitTest;

/** The executor itself, which applications cannot end. */
class ReplacedStopTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withEmptyApplication();

    @Test
    void executorWaitsForItsTasksAndTakesNoneAfterItsEnd() throws Exception {
        ExecutorService executor = FiberThreadFactory.newExecutor("task");
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            await(goOn);
            done.countDown();
        });
        executor.shutdown();
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {
        }));
        assertFalse(executor.awaitTermination(10, TimeUnit.MILLISECONDS));
        goOn.countDown();
        assertTrue(executor.awaitTermination(5, TimeUnit.SECONDS));
        assertTrue(done.await(0, TimeUnit.SECONDS));
    }

    @Test
    void endAtOnceInterruptsTheTasks() throws Exception {
        ExecutorService executor = FiberThreadFactory.newExecutor("task");
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        executor.execute(() -> {
            started.countDown();
            if (!await(never)) {
                interrupted.countDown();
            }
        });
        assertTrue(started.await(5, TimeUnit.SECONDS));
        executor.shutdownNow();
        assertTrue(interrupted.await(5, TimeUnit.SECONDS));
        assertTrue(executor.awaitTermination(5, TimeUnit.SECONDS));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
