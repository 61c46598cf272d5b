package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;

/** One direction of a descriptor: what a selector calls it, and both ways to wait in it. */
final class Side {

    private final SelectableChannel channel;
    private final boolean input;
    /** How fibers wait. */
    private final Direction atLoop;
    /** How every other thread waits, and a fiber whose loop ends. Null before the first of them; written by who waits. */
    private volatile NativeWait byThread;
    /** Null before the first fiber that waits for a limited time; written by it. */
    private volatile WaitTimer timer;

    Side(SelectableChannel channel, boolean input) {
        this.channel = channel;
        this.input = input;
        this.atLoop = new Direction(input);
    }

    Direction atLoop() {
        return atLoop;
    }

    /** Of the fiber that is going to wait at a loop. */
    WaitTimer timer() {
        WaitTimer known = timer;
        if (known == null) {
            timer = known = new WaitTimer();
        }
        return known;
    }

    /** The descriptor is closed. */
    void end() {
        WaitTimer known = timer;
        if (known != null) {
            known.cancel();
        }
    }

    /** Of the thread that is going to wait. */
    NativeWait byThread() {
        NativeWait known = byThread;
        if (known == null) {
            byThread = known = new NativeWait(channel, input);
        }
        return known;
    }

    /** Has a thread that waits by itself come back soon: {@link NativeWait#signal}. */
    void signal() {
        NativeWait known = byThread;
        if (known != null) {
            known.signal();
        }
    }

    private int ops() {
        return Interest.ops(channel, input);
    }

    /** What a loop has to look for. */
    int wantedOps() {
        return atLoop.isWanted() ? ops() : 0;
    }

    /** What a fiber waits for just now. */
    int awaitedOps() {
        return atLoop.isWaiting() ? ops() : 0;
    }

    /** Takes the events of a select; true if the loop has to look again at what is wanted. See {@link Direction#ready}. */
    boolean ready(int ops, boolean behind) {
        return (ops & (input ? Interest.INPUT : Interest.OUTPUT)) != 0 && atLoop.ready(behind);
    }

    /** Cancels the wait, if there is one. */
    boolean cancel() {
        NativeWait known = byThread;
        return atLoop.cancel() || known != null && known.cancel();
    }

    boolean isAwaited() {
        return atLoop.isWaiting() || polling() != null;
    }

    /** Null if nobody waits. */
    Thread waiter() {
        Thread fiber = atLoop.waiter();
        return fiber != null ? fiber : polling();
    }

    private Thread polling() {
        NativeWait known = byThread;
        return known == null ? null : known.waiter();
    }
}
