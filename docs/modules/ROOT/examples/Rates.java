package io.quarkiverse.fiber.it.guide;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.IoTimer;

// tag::recurring[]
/** Exchange rates, loaded again and again. */
class Rates implements AutoCloseable {

    private final IoTimer timer;
    private volatile String latest = "";

    Rates(Supplier<String> source, Duration period, IoManager io) {
        timer = io.every(period, () -> latest = source.get()); // <1>
    }

    String latest() {
        return latest;
    }

    @Override
    public void close() {
        timer.cancel(); // <2>
    }
}
// end::recurring[]
