package io.quarkiverse.fiber.runtime.hook;

import java.util.concurrent.TimeUnit;

/** What {@code TimeUnit.sleep(...)} becomes; see {@link ThreadHooks}. */
@HooksOf(TimeUnit.class)
public final class TimeUnitHooks {

    private TimeUnitHooks() {
    }

    public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
        Sleeps.checkDeadline(timeout, unit);
        unit.sleep(timeout);
    }
}
