package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;

/** How late is late on this machine just now. */
final class Late {

    private static final int CONTROLS = 20;
    private static final long CONTROL_MILLIS = 2;

    private Late() {
    }

    /** The bound, or ten times the worst jitter of a plain sleep if that is more. */
    static Duration bound(Duration bound) throws InterruptedException {
        long worst = 0;
        for (int i = 0; i < CONTROLS; i++) {
            long started = System.nanoTime();
            Thread.sleep(CONTROL_MILLIS);
            worst = Math.max(worst, System.nanoTime() - started - Duration.ofMillis(CONTROL_MILLIS).toNanos());
        }
        return Duration.ofNanos(Math.max(bound.toNanos(), 10 * worst));
    }
}
