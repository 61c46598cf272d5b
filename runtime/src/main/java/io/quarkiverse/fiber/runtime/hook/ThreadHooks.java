package io.quarkiverse.fiber.runtime.hook;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.Deadline;

/**
 * What {@code Thread.sleep(...)} becomes. The JDK's own sleep parks a fiber already, on the wheel of its carrier: each timed
 * park of a fiber ends up there. Only a {@link Deadline} can end it earlier.
 */
@HooksOf(Thread.class)
public final class ThreadHooks {

    private ThreadHooks() {
    }

    public static void sleep(long millis) throws InterruptedException {
        Sleeps.checkDeadline(millis, TimeUnit.MILLISECONDS);
        Thread.sleep(millis);
    }

    public static void sleep(long millis, int nanos) throws InterruptedException {
        Sleeps.checkDeadline(millis, TimeUnit.MILLISECONDS);
        Thread.sleep(millis, nanos);
    }

    public static void sleep(Duration duration) throws InterruptedException {
        if (duration != null) {
            Sleeps.checkDeadline(TimeUnit.NANOSECONDS.convert(duration), TimeUnit.NANOSECONDS);
        }
        Thread.sleep(duration);
    }
}
