package io.quarkiverse.fiber.runtime.scheduler;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

/** What runs while the thread of a carrier is stuck, and what happens when it is back. */
class RescueTest {

    private static final Duration BOUND = Duration.ofMillis(250);

    @Test
    void fibersGoOnWhileAFiberPinsTheLoop() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch pinned = new CountDownLatch(1);
            carriers.start(() -> Pinned.waitFor(pinned, release, PinnedOnce.class));
            assertTrue(pinned.await(5, TimeUnit.SECONDS));
            assertFiberRuns(carriers);
            release.countDown();
        }
    }

    @Test
    void secondRescuerTakesOverFromAPinnedRescuer() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch pinned = new CountDownLatch(2);
            carriers.start(() -> Pinned.waitFor(pinned, release, PinnedTwice.First.class));
            carriers.start(() -> Pinned.waitFor(pinned, release, PinnedTwice.Second.class));
            assertTrue(pinned.await(5, TimeUnit.SECONDS), "the second fiber does not run while the first pins the loop");
            assertFiberRuns(carriers);
            assertTrue(carriers.carrier().rescues() >= 2);
            release.countDown();
        }
    }

    @Test
    void sleepsEndWhileTheLoopIsStuckInItsOwnCode() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            Duration bound = TimeBounds.scaled(BOUND);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch slept = new CountDownLatch(1);
            carriers.loop().execute(Carriers.unchecked(release::await));
            carriers.start(() -> {
                Thread.sleep(20);
                slept.countDown();
            });
            assertTrue(slept.await(20 + 2 * bound.toMillis(), TimeUnit.MILLISECONDS));
            release.countDown();
        }
    }

    /** It may wait for a lock for which a parked fiber is next: nobody else gets that before the fiber has run. */
    @Test
    void whoIsToldOfATimerAndBlocksKeepsNobodyWaiting() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            CountDownLatch next = new CountDownLatch(1);
            carriers.carrier().schedule(Carriers.unchecked(() -> {
                told.countDown();
                release.await();
            }), TimeUnit.MILLISECONDS.toNanos(5));
            carriers.carrier().schedule(next::countDown, TimeUnit.MILLISECONDS.toNanos(5));
            assertTrue(told.await(5, TimeUnit.SECONDS));
            assertFiberRuns(carriers);
            assertTrue(next.await(BOUND.toMillis(), TimeUnit.MILLISECONDS), "the timer behind it is not told");
            release.countDown();
        }
    }

    /** The same for the locks of its selector. */
    @Test
    void rescuerThatIsBlockedWhileItWatchesIsTakenOverFrom() throws InterruptedException {
        BlockingWatch events = new BlockingWatch(false);
        try (Carriers carriers = Carriers.withEvents(events)) {
            events.armed.set(true);
            CountDownLatch release = new CountDownLatch(1);
            carriers.loop().execute(Carriers.unchecked(release::await));
            synchronized (events) {
                assertFiberRuns(carriers);
                assertTrue(events.blocking.await(5, TimeUnit.SECONDS));
                assertFiberRuns(carriers);
            }
            release.countDown();
        }
    }

    /** The same where it gives descriptors back: their locks, and those of its selector, are the fibers' too. */
    @Test
    void rescuerThatIsBlockedWhileItHandsBackIsTakenOverFrom() throws InterruptedException {
        BlockingWatch events = new BlockingWatch(true);
        try (Carriers carriers = Carriers.withEvents(events)) {
            events.armed.set(true);
            CountDownLatch release = new CountDownLatch(1);
            carriers.loop().execute(Carriers.unchecked(release::await));
            synchronized (events) {
                assertFiberRuns(carriers);
                release.countDown();
                assertTrue(events.blocking.await(5, TimeUnit.SECONDS));
                assertFiberRuns(carriers);
            }
        }
    }

    /** The first rescuer's watch waits for a lock. */
    private static final class BlockingWatch implements LoopEvents {

        private final boolean inClose;
        private final CountDownLatch blocking = new CountDownLatch(1);
        private final AtomicBoolean armed = new AtomicBoolean();

        BlockingWatch(boolean inClose) {
            this.inClose = inClose;
        }

        @Override
        public boolean awaited() {
            return false;
        }

        @Override
        public void behind(boolean behind) {
        }

        @Override
        public Watch watch() {
            Watch plain = NONE.watch();
            return !armed.getAndSet(false) ? plain : new Watch() {
                @Override
                public void await(long nanos) {
                    if (inClose) {
                        plain.await(nanos);
                    } else {
                        block();
                    }
                }

                @Override
                public void wakeup() {
                    plain.wakeup();
                }

                @Override
                public void close() {
                    if (inClose) {
                        block();
                    }
                }
            };
        }

        private void block() {
            blocking.countDown();
            synchronized (this) {
                return;
            }
        }
    }

    @Test
    void busyFiberIsPassedByTheOthersAfterALongerTime() throws InterruptedException {
        try (Carriers carriers = Carriers.of(1)) {
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch busy = new CountDownLatch(1);
            carriers.start(() -> {
                busy.countDown();
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
            assertTrue(busy.await(5, TimeUnit.SECONDS));
            long started = System.nanoTime();
            CountDownLatch other = new CountDownLatch(1);
            carriers.start(other::countDown);
            assertTrue(other.await(5, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - started >= Carriers.RUNNING_AFTER.toNanos() / 2,
                    "a running thread was taken for a blocked one");
            stop.set(true);
        }
    }

    @Test
    void loopGetsItsFibersBack() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Thread loop = carriers.loop().submit(Thread::currentThread).get();
            CountDownLatch release = new CountDownLatch(1);
            carriers.loop().execute(Carriers.unchecked(release::await));
            String rescued = carriers.scheduler().submit(() -> Thread.currentThread().toString()).get(5,
                    TimeUnit.SECONDS);
            assertTrue(rescued.contains("@fiber-rescue-"), rescued);
            release.countDown();
            await().atMost(Duration.ofSeconds(5)).until(() -> carriers.scheduler()
                    .submit(() -> Thread.currentThread().toString()).get(5, TimeUnit.SECONDS).endsWith("@" + loop.getName()));
        }
    }

    @Test
    void idleCarriersAreNotRescued() throws Exception {
        try (Carriers carriers = Carriers.of(2)) {
            Thread.sleep(10 * Carriers.RUNNING_AFTER.toMillis());
            carriers.scheduler().submit(() -> "awake").get(5, TimeUnit.SECONDS);
            assertEquals(0, carriers.carrier().rescues());
        }
    }

    private static void assertFiberRuns(Carriers carriers) throws InterruptedException {
        Duration bound = TimeBounds.scaled(BOUND);
        CountDownLatch ran = new CountDownLatch(1);
        carriers.start(ran::countDown);
        assertTrue(ran.await(bound.toMillis(), TimeUnit.MILLISECONDS), "no fiber ran within " + bound);
    }

    /** Class initialisation pins a virtual thread: its frame is native. */
    static final class Pinned {

        private static CountDownLatch pinned;
        private static CountDownLatch release;

        static void waitFor(CountDownLatch pinned, CountDownLatch release, Class<?> initialised) throws Exception {
            Pinned.pinned = pinned;
            Pinned.release = release;
            Class.forName(initialised.getName(), true, initialised.getClassLoader());
        }

        static boolean now() {
            pinned.countDown();
            try {
                return release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    static final class PinnedOnce {
        static final boolean DONE = Pinned.now();
    }

    static final class PinnedTwice {
        static final class First {
            static final boolean DONE = Pinned.now();
        }

        static final class Second {
            static final boolean DONE = Pinned.now();
        }
    }
}
