package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of deadlines.adoc do what it says. */
@QuarkusTest
@Timeout(60)
class DeadlineExamplesTest {

    private final Quotes quotes = new Quotes();

    @Inject
    FiberScheduler fibers;

    @Test
    void within() throws Exception {
        assertEquals("3 euros", fibers.submit(() -> quotes.price(() -> "3 euros")).get());
        fibers.submit(() -> assertThrows(InterruptedException.class, () -> quotes.price(DeadlineExamplesTest::silent))).get();
    }

    @Test
    void behind() throws Exception {
        assertEquals("none", fibers.submit(() -> quotes.priceOrNone(DeadlineExamplesTest::silent)).get());
    }

    @Test
    void threads() throws Exception {
        AtomicReference<Deadline> there = new AtomicReference<>();
        Deadline deadline = Deadline.within(Duration.ofMinutes(1));
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            deadline.call(() -> quotes.priceElsewhere(() -> there.set(Deadline.current().orElseThrow()), others)).get();
        }
        assertEquals(deadline, there.get());
    }

    private static String silent() throws InterruptedException {
        new CountDownLatch(1).await();
        return "not reached";
    }
}
