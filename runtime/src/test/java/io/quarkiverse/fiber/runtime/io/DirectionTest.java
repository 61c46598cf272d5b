package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Hazard 38: how often a loop has to change its interest, which is a system call each time. */
class DirectionTest {

    private static final int ROUNDS = 1_000;

    @Test
    void inputIsArmedOnceForManyWaits() {
        Direction input = new Direction(true);
        int changes = 0;
        for (int i = 0; i < ROUNDS; i++) {
            changes += input.begin(Thread.currentThread()) ? 1 : 0;
            changes += input.ready(false) ? 1 : 0;
            input.end();
        }
        assertEquals(1, changes);
    }

    @Test
    void eventThatIsSeenOnceMoreBeforeTheFiberRunsChangesNothing() {
        Direction input = new Direction(true);
        input.begin(Thread.currentThread());
        input.ready(false);
        assertFalse(input.ready(false), "the first select after it");
        input.end();
        assertTrue(input.isWanted());
        assertFalse(input.begin(Thread.currentThread()), "the loop still looks");
    }

    @Test
    void inputIsGivenUpWhileAFiberOfAnotherCarrierDoesNotTakeItAndArmedByTheNextWait() {
        Direction input = new Direction(true);
        input.begin(Thread.currentThread());
        input.ready(false);
        input.ready(false);
        assertTrue(input.ready(false));
        assertFalse(input.isWanted(), "the loop would spin");
        input.end();
        assertTrue(input.begin(Thread.currentThread()));
        assertTrue(input.isWanted());
    }

    @Test
    void inputIsKeptWhileTheLoopIsBehindWithItsOwnFibers() {
        Direction input = new Direction(true);
        input.begin(Thread.currentThread());
        for (int turn = 0; turn < ROUNDS; turn++) {
            assertFalse(input.ready(true));
        }
        assertTrue(input.isWanted());
        assertTrue(input.ready(false), "it has caught up, and the fiber is another carrier's");
        assertFalse(input.isWanted(), "the loop would spin");
    }

    @Test
    void inputIsGivenUpAtTheSecondTurnWithoutAWaiterAndArmedByTheNextWait() {
        Direction input = new Direction(true);
        input.begin(Thread.currentThread());
        input.ready(false);
        input.end();
        assertFalse(input.ready(false), "a fiber between two reads has not given up");
        assertTrue(input.isWanted());
        assertTrue(input.ready(false));
        assertFalse(input.isWanted(), "the loop would spin");
        assertTrue(input.begin(Thread.currentThread()));
    }

    @Test
    void outputIsGivenUpWithEachWait() {
        Direction output = new Direction(false);
        assertTrue(output.begin(Thread.currentThread()));
        assertTrue(output.ready(false));
        assertFalse(output.isWanted(), "the loop would be woken for nothing");
        output.end();
        assertTrue(output.begin(Thread.currentThread()));
    }
}
