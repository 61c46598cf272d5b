package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

/** A timer whose turns come due, and whose fibers start, when a test says so. */
class CallbackTimerTest {

    private final List<Runnable> turns = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** Or a stop would find neither of them, and not wait for the callback. */
    @Test
    void aTimerIsNotOverBeforeItsFiberHasStarted() {
        timer(false, callback -> told.add("started"));
        turns.getLast().run();
        assertEquals(List.of("started", "over"), told);
    }

    @Test
    void aRecurringTimerGoesOnAfterAFiberThatCouldNotStart() {
        List<Runnable> started = new ArrayList<>();
        timer(true, callback -> {
            if (turns.size() == 2) {
                throw new OutOfMemoryError("meant");
            }
            started.add(callback);
        });
        assertThrows(OutOfMemoryError.class, turns.getLast()::run);
        turns.getLast().run();
        assertEquals(1, started.size());
    }

    private void timer(boolean recurring, Executor fibers) {
        new CallbackTimer(over -> told.add("over"), (turn, nanos) -> {
            turns.add(turn);
            return new CompletableFuture<>();
        }, fibers, recurring, null, () -> {
        }).begin(Duration.ofNanos(1));
    }
}
