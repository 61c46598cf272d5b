package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

/** Tasks of a loop and fibers of the same loop that queue for one lock. */
class LockConvoyTest {

    private static final int TASKS = 40_000;

    private int inside; // guarded by the lock
    private int done; // guarded by the lock

    @Test
    void halfLoopTasksAndHalfFibersAllGetTheLock() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch left = new CountDownLatch(TASKS);
        try (Carriers carriers = Carriers.of(1)) {
            for (int i = 0; i < TASKS / 2; i++) {
                carriers.start(() -> {
                    lock.lock();
                    try {
                        enter();
                        Thread.yield(); // parked with the lock held: the loop's own tasks come in between
                        leave();
                    } finally {
                        lock.unlock();
                    }
                    left.countDown();
                });
                carriers.loop().execute(() -> {
                    lock.lock();
                    try {
                        enter();
                        leave();
                    } finally {
                        lock.unlock();
                    }
                    left.countDown();
                });
            }
            assertTrue(left.await(60, TimeUnit.SECONDS), left.getCount() + " tasks of the convoy are left");
            assertEquals(TASKS, done);
        }
    }

    private void enter() {
        assertEquals(1, ++inside, "two at once hold the lock");
    }

    private void leave() {
        inside--;
        done++;
    }
}
