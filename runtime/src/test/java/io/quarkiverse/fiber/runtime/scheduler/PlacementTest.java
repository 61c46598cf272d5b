package io.quarkiverse.fiber.runtime.scheduler;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.Fiber;

/** Endpoints whose fibers compute for long leave the event loop. */
class PlacementTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void endpointThatComputesForLongMovesToDedicatedCarriersAndSaysSoOnceWithItsStack() throws Exception {
        try (Carriers carriers = Carriers.of(1); LogLines log = LogLines.of(Endpoint.class)) {
            Endpoint endpoint = new Endpoint("fiber Reports.render");
            for (int i = 0; i < Endpoint.HOGS; i++) {
                assertEquals("event-loop", run(carriers, endpoint, PlacementTest::compute).group());
            }
            for (int i = 0; i < 3; i++) {
                assertEquals("dedicated", run(carriers, endpoint, PlacementTest::compute).group());
            }
            await().atMost(SOON).until(() -> !log.lines.isEmpty()); // by a thread of its own
            assertEquals(1, log.lines.size(), log.lines::toString);
            assertTrue(log.lines.get(0).startsWith("fiber Reports.render computed for more than 20 ms of CPU time on an event"
                    + " loop in 4 of 4 runs (quarkus.fiber.hog-threshold)"), log.lines.get(0));
            assertTrue(log.lines.get(0).contains("PlacementTest.compute"), log.lines.get(0));
            assertEquals(List.of("fiber-hog-sampler"), log.threads, "a fiber may hold the lock of a log handler");
        }
    }

    @Test
    void endpointThatOnlyWaitsStays() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Endpoint endpoint = new Endpoint("waits");
            for (int i = 0; i < 2 * Endpoint.HOGS; i++) {
                assertEquals("event-loop", run(carriers, endpoint, () -> Thread.sleep(30)).group());
            }
        }
    }

    /** A machine that has no time for a loop, or a lock that blocks it, is not the endpoint's fault. */
    @Test
    void endpointThatPinsTheLoopWithoutComputingStays() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Endpoint endpoint = new Endpoint("pins");
            for (int i = 0; i < 2 * Endpoint.HOGS; i++) {
                assertEquals("event-loop", run(carriers, endpoint, () -> Pinned.sleep(30)).group());
            }
        }
    }

    @Test
    void fewHogsAmongManyRunsAreForgiven() throws Exception {
        Endpoint endpoint = new Endpoint("mostly fine");
        for (int i = 0; i < 10 * Endpoint.RUNS; i++) {
            endpoint.ran(i % (Endpoint.RUNS / 2) == 0, Carriers.HOG_THRESHOLD, Runnable::run);
            assertTrue(!endpoint.isAway());
        }
    }

    @Test
    void endpointComesBackAfterManyRunsWithoutAHog() {
        Endpoint endpoint = new Endpoint("was slow");
        for (int i = 0; i < Endpoint.HOGS; i++) {
            endpoint.ran(true, Carriers.HOG_THRESHOLD, Runnable::run);
        }
        assertTrue(endpoint.isAway());
        int runs = runsUntilItIsBack(endpoint);
        for (int i = 0; i < Endpoint.HOGS; i++) {
            endpoint.ran(true, Carriers.HOG_THRESHOLD, Runnable::run);
        }
        assertTrue(endpoint.isAway());
        assertEquals(2 * runs, runsUntilItIsBack(endpoint));
    }

    private static int runsUntilItIsBack(Endpoint endpoint) {
        int runs = 0;
        while (endpoint.isAway()) {
            endpoint.ran(false, Carriers.HOG_THRESHOLD, Runnable::run);
            runs++;
        }
        return runs;
    }

    private static Fiber run(Carriers carriers, Endpoint endpoint, Carriers.Task task) throws InterruptedException {
        Fiber fiber = carriers.fibers.startFor(endpoint, carriers.loop(), Carriers.unchecked(task));
        assertTrue(fiber.join(SOON));
        // Its carrier counts the run when it is back from it.
        Fiber next = carriers.scheduler().on(carriers.scheduler().carriers().get(0)).start(() -> {
        });
        assertTrue(next.join(SOON));
        return fiber;
    }

    private static void compute() {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Thread loop = VirtualThreads.currentPlatformThread();
        long started = clock.getThreadCpuTime(loop.threadId());
        while (clock.getThreadCpuTime(loop.threadId()) - started < Duration.ofMillis(30).toNanos()) {
            Thread.onSpinWait();
        }
    }

    /** Sleeps in a class initialiser, from which a virtual thread cannot unmount. */
    private static final class Pinned {

        static void sleep(long millis) throws Exception {
            byte[] code = Pinned.class.getResourceAsStream("/" + Sleeper.class.getName().replace('.', '/') + ".class")
                    .readAllBytes();
            System.setProperty("pinned.millis", Long.toString(millis));
            Class<?> fresh = new ClassLoader(null) {
                Class<?> define() {
                    return defineClass(null, code, 0, code.length);
                }
            }.define();
            Class.forName(fresh.getName(), true, fresh.getClassLoader());
        }
    }

    static final class Sleeper {
        static {
            try {
                Thread.sleep(Long.getLong("pinned.millis"));
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
