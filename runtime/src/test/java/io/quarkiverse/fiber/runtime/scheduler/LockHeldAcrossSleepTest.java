package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

/** A fiber sleeps while it holds a lock that its own event loop wants. */
class LockHeldAcrossSleepTest {

    private static final long SLEEP_MILLIS = 20;
    private static final Duration BOUND = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final Object monitor = new Object();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch loopGotIt = new CountDownLatch(1);

    private final Carriers.Task holdLock = () -> {
        lock.lock();
        try {
            held.countDown();
            Thread.sleep(SLEEP_MILLIS);
        } finally {
            lock.unlock();
        }
    };
    private final Carriers.Task holdMonitor = () -> {
        synchronized (monitor) {
            held.countDown();
            Thread.sleep(SLEEP_MILLIS);
        }
    };
    private final Runnable wantLock = () -> {
        lock.lock();
        lock.unlock();
        loopGotIt.countDown();
    };
    private final Runnable wantMonitor = () -> {
        synchronized (monitor) {
            loopGotIt.countDown();
        }
    };

    @Test
    void rescueLetsTheLoopHaveTheLock() throws InterruptedException {
        assertLoopGetsIt(holdLock, wantLock);
    }

    @Test
    void rescueLetsTheLoopHaveTheMonitor() throws InterruptedException {
        assertLoopGetsIt(holdMonitor, wantMonitor);
    }

    private void assertLoopGetsIt(Carriers.Task hold, Runnable want) throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            Duration bound = TimeBounds.scaled(BOUND);
            carriers.start(hold);
            assertTrue(held.await(5, TimeUnit.SECONDS));
            carriers.loop().execute(want);
            assertTrue(loopGotIt.await(bound.toMillis(), TimeUnit.MILLISECONDS), "the loop still waits after " + bound);
        }
    }

    @Test
    void loopThatIsStuckBeforeItsNextTurnIsRescuedWhenTheHolderWakes() throws Exception {
        try (Carriers carriers = Carriers.withBudget(1, Duration.ofNanos(1))) {
            Duration bound = TimeBounds.scaled(BOUND);
            CountDownLatch wake = new CountDownLatch(1);
            carriers.loop().submit(() -> { // one turn: the drain spends the budget, then the loop blocks with a drain still owed
                carriers.start(() -> {
                    lock.lock();
                    held.countDown();
                    wake.await();
                    lock.unlock();
                });
                carriers.loop().execute(wantLock);
            });
            assertTrue(held.await(5, TimeUnit.SECONDS));
            Thread.sleep(300); // nothing is due: the scanner goes to sleep
            wake.countDown();
            assertTrue(loopGotIt.await(bound.toMillis(), TimeUnit.MILLISECONDS), "the loop still waits after " + bound);
        }
    }

    @Test
    void brokenTwinWithoutRescueHangs() throws InterruptedException {
        try (Carriers carriers = Carriers.withoutRescue(1)) {
            carriers.start(holdLock);
            assertTrue(held.await(5, TimeUnit.SECONDS));
            carriers.loop().execute(wantLock);
            assertFalse(loopGotIt.await(1, TimeUnit.SECONDS), "the deadlock that rescue is for has not happened");

            Carrier carrier = carriers.carrier();
            Thread.ofPlatform().daemon().start(() -> carrier.rescue(carrier.progress(), null));
            assertTrue(loopGotIt.await(5, TimeUnit.SECONDS), "not even a rescue by hand ends it");
        }
    }
}
