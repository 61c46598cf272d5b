package io.quarkiverse.fiber.it.guide;

import java.time.Duration;

import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.IoTimer;

// tag::one-shot[]
/** Keeps an article for a customer, for a while. */
class Reservation {

    private final IoTimer timer;

    Reservation(Duration time, Runnable expired, IoManager io) {
        timer = io.after(time, expired); // <1>
    }

    boolean buy() {
        return timer.cancel(); // <2>
    }
    // end::one-shot[]

    // tag::reset[]
    boolean customerIsActive() {
        return timer.refresh(); // <1>
    }

    boolean customerPays() {
        return timer.reset(Duration.ofHours(1), true); // <2>
    }

    boolean limitTo(Duration sinceLastActive) {
        return timer.reset(sinceLastActive, false); // <3>
    }

    Duration left() {
        return timer.remaining();
    }
    // end::reset[]
}
