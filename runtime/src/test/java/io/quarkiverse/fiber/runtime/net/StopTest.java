package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hazard 18: what an application has used is given back at its stop, as over a reload in dev mode. */
@Timeout(60)
class StopTest {

    private static final int RELOADS = 5;

    @Test
    void stopLeavesNeitherDescriptorNorThread() throws Exception {
        startUseAndStop(); // the JDK's own pollers stay
        Set<Thread> before = threads();
        long descriptors = Descriptors.count();
        for (int i = 0; i < RELOADS; i++) {
            startUseAndStop();
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Set<Thread> left = threads();
            left.removeAll(before);
            assertEquals(Set.of(), left);
            assertTrue(Descriptors.count() <= descriptors,
                    Descriptors.count() - descriptors + " descriptors are left of " + RELOADS + " applications");
        });
    }

    /** On threads of each kind, with a loop that is stuck once, so that a rescuer watches descriptors too. */
    private static void startUseAndStop() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            for (Row row : Row.values()) {
                var reading = hooked.start(row, () -> pair.hooked().getInputStream().read()).parked();
                CountDownLatch stuck = new CountDownLatch(1);
                hooked.loops.next().execute(() -> HookedIo.awaitUninterruptibly(stuck));
                pair.peer().getOutputStream().write(1);
                assertEquals(1, reading.get());
                stuck.countDown();
            }
        }
    }

    /** The platform threads of loops, of rescue and of hooked I/O. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("fiber-") && !thread.getName().startsWith("test-loop"));
        return threads;
    }
}
