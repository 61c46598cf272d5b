package io.quarkiverse.fiber.runtime.scheduler;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@link CallbackTimer} whose cancel looks whether it is pending and then ends it; a one-shot only. */
final class BrokenCallbackTimer {

    private final CallbackTimer.Clock clock;
    private final Runnable callback;
    private final AtomicBoolean pending = new AtomicBoolean(true);

    BrokenCallbackTimer(CallbackTimer.Clock clock, Runnable callback) {
        this.clock = clock;
        this.callback = callback;
    }

    void begin(Duration delay) {
        clock.schedule(() -> {
            if (pending.compareAndSet(true, false)) {
                callback.run();
            }
        }, delay.toNanos());
    }

    boolean cancel() {
        boolean inTime = pending.get();
        pending.set(false); // the flaw: no compare-and-set
        return inTime;
    }
}
