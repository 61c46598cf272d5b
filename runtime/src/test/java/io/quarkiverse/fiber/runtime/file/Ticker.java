package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;

import io.quarkiverse.fiber.runtime.net.HookedIo;

/** A fiber that has nothing to do with the others of its carrier: it ticks unless one of them stops the carrier. */
final class Ticker implements AutoCloseable {

    static final String CARRIER = "event-loop-0";

    private static final int ENOUGH = 20;

    private final AtomicLong ticks = new AtomicLong();
    private volatile boolean ended;

    Ticker(HookedIo hooked) {
        hooked.startOn(CARRIER, () -> {
            while (!ended) {
                ticks.incrementAndGet();
                Thread.sleep(1);
            }
            return null;
        });
        awaitMoreTicks();
    }

    long ticks() {
        return ticks.get();
    }

    void awaitMoreTicks() {
        long enough = ticks() + ENOUGH;
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(1)).until(() -> ticks() >= enough);
    }

    void assertHasStopped() throws InterruptedException {
        Thread.sleep(50);
        long before = ticks();
        Thread.sleep(50);
        assertTrue(ticks() == before, "it ticks");
    }

    @Override
    public void close() {
        ended = true;
    }
}
