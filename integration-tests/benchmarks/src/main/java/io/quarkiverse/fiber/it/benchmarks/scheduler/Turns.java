package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Two threads that take turns: who has had its turn unparks the other one and parks. They have one carrier, so that none of
 * them can miss what the other one has written.
 */
final class Turns {

    private final Consumer<Object> park;
    /** Written by each player before it first waits. */
    private final Thread[] players = new Thread[2];
    /** Written by the player whose turn it is. */
    private volatile int turn;

    /**
     * @param park parks the thread that calls, and takes the blocker
     */
    Turns(Consumer<Object> park) {
        this.park = park;
    }

    /** One of the players; returns after that many turns. */
    Void play(int player, int count) {
        players[player] = Thread.currentThread();
        for (int i = 0; i < count; i++) {
            while (turn != player) {
                park.accept(this);
            }
            turn = 1 - player;
            LockSupport.unpark(players[1 - player]);
        }
        return null;
    }
}
