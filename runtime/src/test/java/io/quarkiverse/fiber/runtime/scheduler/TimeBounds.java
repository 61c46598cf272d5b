package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Never early; late by the bound, or by ten times what plain sleeps have been late meanwhile. A thread of its own takes these
 * control sleeps all the time, because what keeps a test waiting may be over when the test looks.
 */
public final class TimeBounds {

    private static final Duration CONTROL = Duration.ofMillis(2);
    private static final int MOMENTS = 20;
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(250);

    /** How late the latest control of each of the last moments was. Written by the control thread. */
    private static final AtomicLongArray LATE = new AtomicLongArray(MOMENTS);

    static {
        Thread.ofPlatform().name("time-control").daemon().start(TimeBounds::control);
    }

    private TimeBounds() {
    }

    private static void control() {
        try {
            for (long moment = 0, last = -1;; last = moment) {
                long started = System.nanoTime();
                Thread.sleep(CONTROL);
                long late = System.nanoTime() - started - CONTROL.toNanos();
                moment = System.nanoTime() / MOMENT;
                int slot = Math.floorMod(moment, MOMENTS);
                LATE.set(slot, moment == last ? Math.max(LATE.get(slot), late) : late);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void assertTook(Duration expected, Duration bound, Duration took) throws InterruptedException {
        assertTrue(took.compareTo(expected) >= 0, "early: " + took + " instead of " + expected);
        Duration late = took.minus(expected);
        Duration most = scaled(bound);
        assertTrue(late.compareTo(most) <= 0, "late: " + took + " instead of " + expected + " and at most " + most);
    }

    public static Duration scaled(Duration bound) throws InterruptedException {
        Thread.sleep(CONTROL.multipliedBy(2)); // for a control that is under way
        long worst = 0;
        for (int slot = 0; slot < MOMENTS; slot++) {
            worst = Math.max(worst, LATE.get(slot));
        }
        return Duration.ofNanos(Math.max(bound.toNanos(), 10 * worst));
    }
}
