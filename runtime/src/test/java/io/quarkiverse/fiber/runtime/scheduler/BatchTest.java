package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** How many continuations run before the loop comes to what else it has to do. */
class BatchTest {

    /** Long beside a time slice of a busy machine. */
    private static final Duration BUDGET = Duration.ofMillis(50);

    @Test
    void batchOfTwoBudgetsRunsWhole() throws Exception {
        assertEquals(8, ranBeforeTheLoopsNextTask(8, BUDGET.dividedBy(4)));
    }

    @Test
    void batchEndsAfterThreeBudgets() throws Exception {
        int ran = ranBeforeTheLoopsNextTask(40, BUDGET.dividedBy(4));
        assertTrue(ran <= 12, ran + " ran");
    }

    @Test
    void whatComesDuringABatchWaitsOnceTheBudgetIsSpent() throws Exception {
        try (Carriers carriers = Carriers.withBudget(1, BUDGET)) {
            AtomicInteger ran = new AtomicInteger();
            int before = ranBeforeTheLoopsNextTask(carriers, 12, () -> { // the clock is read every eight runs at least
                spin(BUDGET.dividedBy(8));
                carriers.carrier().execute(ran::incrementAndGet);
            }, ran);
            assertEquals(0, before);
        }
    }

    private static int ranBeforeTheLoopsNextTask(int count, Duration each) throws Exception {
        try (Carriers carriers = Carriers.withBudget(1, BUDGET)) {
            AtomicInteger ran = new AtomicInteger();
            return ranBeforeTheLoopsNextTask(carriers, count, () -> {
                spin(each);
                ran.incrementAndGet();
            }, ran);
        }
    }

    private static int ranBeforeTheLoopsNextTask(Carriers carriers, int count, Runnable continuation, AtomicInteger ran)
            throws Exception {
        AtomicInteger before = new AtomicInteger();
        CountDownLatch looked = new CountDownLatch(1);
        carriers.loop().execute(() -> {
            for (int i = 0; i < count; i++) {
                carriers.carrier().execute(continuation); // the first submits the drain
            }
            carriers.loop().execute(() -> {
                before.set(ran.get());
                looked.countDown();
            });
        });
        assertTrue(looked.await(30, TimeUnit.SECONDS));
        return before.get();
    }

    private static void spin(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
