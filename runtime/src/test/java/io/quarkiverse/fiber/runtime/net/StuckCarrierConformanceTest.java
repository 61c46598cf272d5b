package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.runtime.scheduler.Pins;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 77 of the conformance list: what waited when a carrier got stuck, and what comes to it meanwhile. */
@Timeout(60)
class StuckCarrierConformanceTest {

    private static final Duration BOUND = Duration.ofMillis(250);
    private static final Duration SLEEP = Duration.ofMillis(100);

    /** In what a carrier is stuck. */
    enum In {

        /** A handler on the loop itself that waits. */
        ITS_LOOP(FiberScheduler.EVENT_LOOP) {
            @Override
            void getStuck(HookedIo hooked, CountDownLatch stuck, CountDownLatch release) {
                hooked.loops.next().execute(() -> waitIn(stuck, release));
            }
        },
        /** A handler on the loop itself that computes. */
        A_BUSY_LOOP(FiberScheduler.EVENT_LOOP) {
            @Override
            void getStuck(HookedIo hooked, CountDownLatch stuck, CountDownLatch release) {
                hooked.loops.next().execute(() -> {
                    stuck.countDown();
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });
            }
        },
        /** A fiber that waits while it is pinned. */
        A_FIBER(FiberScheduler.EVENT_LOOP),
        A_FIBER_OF_A_DEDICATED_CARRIER(FiberScheduler.DEDICATED);

        private final String group;

        In(String group) {
            this.group = group;
        }

        void getStuck(HookedIo hooked, CountDownLatch stuck, CountDownLatch release) {
            start(hooked, () -> {
                Pins.whilePinned(() -> waitIn(stuck, release));
                return null;
            });
        }

        /** All of them on the carrier that gets stuck. */
        <T> HookedIo.Task<T> start(HookedIo hooked, Callable<T> work) {
            return hooked.startOn(group, group + "-0", work);
        }

        private static void waitIn(CountDownLatch stuck, CountDownLatch release) {
            stuck.countDown();
            HookedIo.awaitUninterruptibly(release);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C77_fibersTimersAndEventsOfAStuckCarrierMakeProgress(In in) throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP);
                ServerSocket listener = hooked.listener()) {
            Duration bound = TimeBounds.scaled(BOUND);
            var reading = in.start(hooked, timed(() -> pair.hooked().getInputStream().read())).parked();
            var accepting = in.start(hooked, timed(listener::accept)).parked();
            var sleeping = in.start(hooked, timed(() -> {
                Thread.sleep(SLEEP);
                return null;
            }));
            long began = System.nanoTime();
            CountDownLatch release = new CountDownLatch(1);
            try {
                getStuck(hooked, in, release);
                assertSoon(bound, "a new fiber", System.nanoTime(), in.start(hooked, timed(() -> null)));
                assertSoon(bound, "a sleep", began + SLEEP.toNanos(), sleeping);
                long sent = System.nanoTime();
                pair.peer().getOutputStream().write(1);
                assertSoon(bound, "a read", sent, reading);
                long connected = System.nanoTime();
                try (Socket client = new Socket(HookedIo.LOOPBACK, listener.getLocalPort())) {
                    assertSoon(bound, "an accept", connected, accepting);
                }
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void brokenTwinWithoutRescueMakesNone() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            var reading = In.ITS_LOOP.start(hooked, () -> pair.hooked().getInputStream().read()).parked();
            CountDownLatch release = new CountDownLatch(1);
            getStuck(hooked, In.ITS_LOOP, release);
            var starting = In.ITS_LOOP.start(hooked, () -> null);
            pair.peer().getOutputStream().write(1);
            Thread.sleep(2 * BOUND.toMillis());
            assertFalse(reading.future().isDone() || starting.future().isDone());
            release.countDown();
            assertEquals(1, reading.get());
        }
    }

    private static void getStuck(HookedIo hooked, In in, CountDownLatch release) throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        in.getStuck(hooked, stuck, release);
        assertTrue(stuck.await(10, TimeUnit.SECONDS));
    }

    /** The call; its result is when it has ended. */
    private static Callable<Long> timed(Callable<?> call) {
        return () -> {
            call.call();
            return System.nanoTime();
        };
    }

    private static void assertSoon(Duration bound, String what, long cause, HookedIo.Task<Long> task) throws Exception {
        Duration took = Duration.ofNanos(task.get() - cause);
        assertTrue(took.compareTo(bound) <= 0, what + " took " + took);
    }
}
