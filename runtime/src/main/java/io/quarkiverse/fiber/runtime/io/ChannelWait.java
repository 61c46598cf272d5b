package io.quarkiverse.fiber.runtime.io;

import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/** The calling thread waits until one of its events ends. */
final class ChannelWait implements ParkedWait, Event.Target {

    private final Thread waiter = Thread.currentThread();
    private final Fiber fiber = Fibers.current();

    /** Written true by who ends an event. */
    private volatile boolean ended;

    @Override
    public void ended(Event event) {
        ended = true;
        LockSupport.unpark(waiter);
    }

    Fiber fiber() {
        return fiber;
    }

    /**
     * @param deadline on {@link System#nanoTime}'s clock
     */
    void await(long deadline) throws InterruptedException, FiberCancelledException {
        park(fiber, deadline);
        if (!ended) {
            checkNotCancelled(fiber);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public boolean isOver() {
        return ended;
    }

    @Override
    public String toString() {
        return "a channel";
    }
}
