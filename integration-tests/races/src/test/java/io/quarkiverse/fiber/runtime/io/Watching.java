package io.quarkiverse.fiber.runtime.io;

/**
 * How a loop watches one {@link Direction} for a fiber, without a selector: the real states, and what {@link Fd} and
 * {@link Registration} do with them. Selects are level-triggered, so there is an event whenever the loop looks.
 */
final class Watching {

    enum Flaw {
        NONE,
        /** The fiber tells the loop to look before the state says that it waits. */
        TELLS_FIRST,
        /** With the second event the loop gives its interest up before the state says so. */
        GIVES_UP_FIRST,
        /** The fiber begins a wait without having ended the last one. */
        NO_END,
        /** Who cancels says so although it may have come too late. */
        CANCELS_BLINDLY
    }

    private final Flaw flaw;
    private final Direction direction;

    /** What is selected for. Of the loop's thread. */
    private boolean interest;
    private int events;
    /** Whether an update is among the tasks of the loop. */
    private volatile boolean told;

    /**
     * @param kept as {@link Direction} has it
     */
    Watching(Flaw flaw, boolean kept) {
        this.flaw = flaw;
        this.direction = new Direction(kept);
    }

    // --- the fiber, from a carrier that is not on the loop's thread

    void begin() {
        if (flaw == Flaw.TELLS_FIRST) {
            told = true;
            direction.begin(null);
        } else if (direction.begin(null)) {
            told = true;
        }
    }

    void end() {
        if (flaw != Flaw.NO_END) {
            direction.end();
        }
    }

    // --- any thread

    boolean cancel() {
        if (flaw == Flaw.CANCELS_BLINDLY) {
            boolean waits = direction.isWaiting();
            direction.cancel();
            return waits;
        }
        return direction.cancel();
    }

    // --- the loop

    void runTasks() {
        if (told) {
            told = false;
            update();
        }
    }

    void select() {
        if (!interest) {
            return;
        }
        if (flaw == Flaw.GIVES_UP_FIRST && ++events == 2) {
            interest = false;
        }
        if (direction.ready(false)) {
            update();
        }
    }

    private void update() {
        interest = direction.isWanted();
    }

    // --- afterwards

    /** Whether the next turn of the loop ends the wait. */
    boolean isWoken() {
        runTasks();
        select();
        return !direction.isWaiting();
    }

    /** Whether the wait has ended, for the reason that the canceller was told. */
    boolean isEnded(boolean cancelled) {
        return !direction.isWaiting() && direction.end() == cancelled;
    }

    /** Whether the loop wakes a fiber that waits again. */
    boolean isWokenAgain() {
        direction.end();
        return isWokenNext();
    }

    /** The same where the last wait has been ended. */
    boolean isWokenNext() {
        begin();
        return isWoken();
    }
}
