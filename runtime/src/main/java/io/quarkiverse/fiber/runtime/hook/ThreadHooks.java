package io.quarkiverse.fiber.runtime.hook;

import java.time.Duration;

/**
 * What {@code Thread.sleep(...)} becomes. The JDK's own sleep parks a fiber already, on the wheel of its carrier: each timed
 * park of a fiber ends up there.
 */
@HooksOf(Thread.class)
public final class ThreadHooks {

    private ThreadHooks() {
    }

    public static void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    public static void sleep(long millis, int nanos) throws InterruptedException {
        Thread.sleep(millis, nanos);
    }

    public static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
