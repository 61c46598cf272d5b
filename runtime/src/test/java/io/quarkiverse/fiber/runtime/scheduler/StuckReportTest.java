package io.quarkiverse.fiber.runtime.scheduler;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** What the log says of code that keeps a loop from everything else. */
@Timeout(60)
class StuckReportTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void fiberThatKeepsOthersWaitingIsNamedWithItsStack() throws Exception {
        try (Carriers carriers = neverReported(); LogLines log = LogLines.of(StuckReport.class); Hog hog = new Hog()) {
            Fiber fiber = hog.startOn(carriers, FiberScheduler.EVENT_LOOP);
            carriers.start(() -> {
            }).join(SOON);
            assertOneLine(log, "event-loop-0 is stuck in " + fiber + "; another thread takes over its fibers");
        }
    }

    @Test
    void fiberThatKeepsALoopForWhichNoOtherFiberWaitsIsNamedWithItsStack() throws Exception {
        try (Carriers carriers = neverReported(); LogLines log = LogLines.of(StuckReport.class); Hog hog = new Hog()) {
            Fiber fiber = hog.startOn(carriers, FiberScheduler.EVENT_LOOP);
            assertOneLine(log, "event-loop-0 is held by " + fiber + " for more than 1000 ms; no other fiber waits for it, but"
                    + " the I/O of its event loop does");
            assertEquals(0, carriers.carrier().rescues());
        }
    }

    @Test
    void dedicatedCarriersAreThereToBeKept() throws Exception {
        try (Carriers carriers = neverReported(); LogLines log = LogLines.of(StuckReport.class); Hog hog = new Hog()) {
            hog.startOn(carriers, FiberScheduler.DEDICATED);
            Thread.sleep(15 * Carriers.RUNNING_AFTER.toMillis()); // nothing tells that no line is going to come
            assertEquals(List.of(), log.lines);
        }
    }

    @Test
    void codeOfTheLoopIsToldFromFibers() throws Exception {
        try (Carriers carriers = neverReported(); LogLines log = LogLines.of(StuckReport.class); Hog hog = new Hog()) {
            carriers.loop().execute(hog);
            hog.awaitBusy();
            carriers.start(() -> {
            }).join(SOON);
            assertOneLine(log, "event-loop-0 is stuck in the event loop; another thread takes over its fibers");
        }
    }

    /**
     * Carriers that nobody has reported: there is one line in ten seconds, and a slow machine may have used it up while classes
     * were loaded. They are at rest: a timer of the warm-up would be work that waits for the hog.
     */
    private static Carriers neverReported() throws Exception {
        Carriers carriers = warm();
        while (carriers.carrier().rescues() > 0) {
            carriers.close();
            carriers = warm();
        }
        Carrier carrier = carriers.carrier();
        await().atMost(SOON).until(
                () -> Owner.stateOf(carrier.progress()) == Owner.FREE && !carrier.hasWork(Wheel.now()));
        return carriers;
    }

    private static Carriers warm() throws Exception {
        Carriers carriers = Carriers.of(1);
        carriers.start(() -> {
        }).join(SOON);
        return carriers;
    }

    /** By a thread of its own: the fiber may hold the lock of a log handler. */
    private static void assertOneLine(LogLines log, String expected) {
        await().atMost(SOON).until(() -> !log.lines.isEmpty());
        assertEquals(1, log.lines.size(), log.lines::toString);
        assertTrue(log.lines.get(0).startsWith(expected), log.lines.get(0));
        assertTrue(log.lines.get(0).contains("Hog.run"), log.lines.get(0));
        assertEquals(List.of("fiber-rescue-report"), log.threads);
    }

    /** Computes until it is closed. */
    private static final class Hog implements Runnable, AutoCloseable {

        private final CountDownLatch busy = new CountDownLatch(1);
        private final AtomicBoolean stop = new AtomicBoolean();

        Fiber startOn(Carriers carriers, String group) throws InterruptedException {
            Fiber fiber = carriers.fibers.start(carriers.fibers.group(group).carriers().get(0), "hog", this);
            awaitBusy();
            return fiber;
        }

        void awaitBusy() throws InterruptedException {
            assertTrue(busy.await(SOON.toSeconds(), TimeUnit.SECONDS));
        }

        @Override
        public void run() {
            busy.countDown();
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            stop.set(true);
        }
    }
}
