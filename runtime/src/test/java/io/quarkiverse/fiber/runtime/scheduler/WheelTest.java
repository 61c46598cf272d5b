package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class WheelTest {

    private static final long TICK = 1L << 19;
    private static final long LATEST = 2 * TICK;

    private final Wheel wheel = new Wheel();
    private final List<Integer> fired = new ArrayList<>();

    private Timer timer(int id, long delay) {
        return wheel.schedule(() -> fired.add(id), delay);
    }

    @Test
    void emptyWheelNeedsNoTurn() {
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
    }

    @Test
    void timerFiresOnceAndNotBeforeItsDeadline() {
        Timer timer = timer(1, TimeUnit.MILLISECONDS.toNanos(7));
        turn(wheel, timer.deadline - 1);
        assertEquals(List.of(), fired);
        turn(wheel, timer.deadline + LATEST);
        turn(wheel, timer.deadline + 2 * LATEST);
        assertEquals(List.of(1), fired);
    }

    @Test
    void timerThatIsDueAlreadyFiresAtTheNextTurn() {
        Timer timer = timer(1, 0);
        turn(wheel, timer.deadline + LATEST);
        assertEquals(List.of(1), fired);
    }

    @Test
    void longestDelayDoesNotOverflow() {
        timer(1, Long.MAX_VALUE);
        turn(wheel, Wheel.now());
        turn(wheel, Wheel.now() + TimeUnit.DAYS.toNanos(365));
        assertEquals(List.of(), fired);
        assertTrue(wheel.nextDeadline() > Wheel.now());
    }

    @Test
    void cancelledTimerNeverFires() {
        Timer queued = timer(1, 3 * TICK);
        assertTrue(queued.cancel(false));
        Timer linked = timer(2, 3 * TICK);
        turn(wheel, Wheel.now());
        assertTrue(linked.cancel(false));
        turn(wheel, Wheel.now() + 100 * TICK);
        assertEquals(List.of(), fired);
    }

    @Test
    void cancelledTimerIsForgottenAtTheNextTurn() {
        Timer timer = timer(1, TimeUnit.HOURS.toNanos(1));
        turn(wheel, Wheel.now());
        timer.cancel(false);
        turn(wheel, Wheel.now());
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
    }

    @Test
    void firedTimerCannotBeCancelled() {
        Timer timer = timer(1, 0);
        turn(wheel, timer.deadline + LATEST);
        assertFalse(timer.cancel(false));
    }

    @Test
    void failingTimerDoesNotStopTheOthers() {
        Timer failing = wheel.schedule(() -> {
            throw new IllegalStateException("on purpose");
        }, TICK);
        timer(1, TICK);
        turn(wheel, failing.deadline + 10 * LATEST);
        assertEquals(List.of(1), fired);
    }

    @Test
    void agreesWithAListOfDeadlinesOnRandomSchedules() {
        for (int seed = 0; seed < 300; seed++) {
            compareWithModel(new Random(seed), seed);
        }
    }

    /** Random delays from nothing to days, random cancels, turns that jump by anything. */
    private void compareWithModel(Random random, int seed) {
        Wheel tested = new Wheel();
        List<Timer> timers = new ArrayList<>();
        List<Boolean> hasFired = new ArrayList<>();
        List<Boolean> cancelled = new ArrayList<>();
        long now = Wheel.now();
        for (int step = 0; step < 200; step++) {
            if (random.nextInt(3) > 0) {
                int id = timers.size();
                hasFired.add(false);
                cancelled.add(false);
                timers.add(tested.schedule(() -> assertFalse(hasFired.set(id, true), "fired twice"),
                        now - Wheel.now() + Math.abs(random.nextLong()) % (1L << random.nextInt(20, 50))));
            } else if (!timers.isEmpty() && random.nextBoolean()) {
                int id = random.nextInt(timers.size());
                if (timers.get(id).cancel(false)) {
                    cancelled.set(id, true);
                }
            } else {
                now += 1L << random.nextInt(10, 48);
                turn(tested, now);
                for (int id = 0; id < timers.size(); id++) {
                    long deadline = timers.get(id).deadline;
                    String which = "seed " + seed + ", timer " + id;
                    if (cancelled.get(id)) {
                        assertFalse(hasFired.get(id), which + " was cancelled");
                    } else if (deadline > now) {
                        assertFalse(hasFired.get(id), which + " is early by " + (deadline - now));
                        assertTrue(tested.nextDeadline() <= deadline + LATEST, which + " would be forgotten");
                    } else if (deadline + LATEST <= now) {
                        assertTrue(hasFired.get(id), which + " is late by " + (now - deadline));
                    }
                }
            }
        }
    }

    private static void turn(Wheel wheel, long now) {
        wheel.turn(now);
        for (Timer due; (due = wheel.nextDue()) != null;) {
            due.fire();
        }
    }
}
