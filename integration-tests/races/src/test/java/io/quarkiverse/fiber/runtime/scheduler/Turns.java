package io.quarkiverse.fiber.runtime.scheduler;

/** What a carrier's owner does with its wheel. */
final class Turns {

    private Turns() {
    }

    static void turn(Wheel wheel, long now) {
        wheel.turn(now);
        for (Timer due; (due = wheel.nextDue()) != null;) {
            due.fire();
        }
    }
}
