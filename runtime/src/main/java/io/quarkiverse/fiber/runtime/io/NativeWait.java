package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How a thread that is not a fiber waits for a channel: as the JDK's own sockets do, a platform thread in {@code poll(2)}, a
 * virtual one parked with the JDK's poller. It costs them no selector and no loop. Where {@link JdkChannels} are not
 * available each wait opens a selector: the same behaviour for more system calls.
 */
final class NativeWait {

    /** How long a signal may take until it is repeated: it does nothing to a thread that is only about to wait. */
    static final long SIGNAL_PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long NOBODY = 0;
    private static final long VIRTUAL = -1;

    private final SelectableChannel channel;
    private final boolean input;

    /** Who waits, in which way; written by who waits, as all of these under the lock, which no fiber takes for long. */
    private volatile Thread waiter;
    /** A thread must not end while it is being signalled. */
    private long nativeThread;
    /** Written true by who cancels the wait. */
    private boolean cancelled;
    private volatile Selector selector;

    NativeWait(SelectableChannel channel, boolean input) {
        this.channel = channel;
        this.input = input;
    }

    /**
     * Waits for readiness, for at most {@code nanos}, or until {@link #signal}; may return for no reason. A platform thread's
     * interrupt neither ends the wait nor is lost; a virtual thread's ends it.
     *
     * @param nanos at least 1, {@link Deadlines#NEVER} for no limit
     * @return whether somebody has cancelled the wait
     */
    boolean await(long nanos) throws IOException {
        boolean signalled = JdkChannels.available();
        begin(signalled ? JdkChannels.currentThread() : NOBODY);
        boolean wasCancelled = false;
        try {
            if (signalled) {
                JdkChannels.park(channel, input ? JdkChannels.POLLIN : JdkChannels.POLLOUT,
                        nanos == Deadlines.NEVER ? 0L : nanos);
            } else {
                select(nanos);
            }
        } finally {
            wasCancelled = end();
        }
        return wasCancelled;
    }

    private synchronized void begin(long signalledBy) {
        waiter = Thread.currentThread();
        nativeThread = signalledBy;
    }

    private synchronized boolean end() {
        boolean wasCancelled = cancelled;
        cancelled = false;
        waiter = null;
        nativeThread = NOBODY;
        return wasCancelled;
    }

    /**
     * Ends the wait that is under way; false if there is none. Returns when it has ended. An interrupt has to wait until
     * then, or the signals would leave nobody else the time.
     */
    boolean cancel() {
        Thread cancelling;
        synchronized (this) {
            if (waiter == null || cancelled) {
                return false;
            }
            cancelled = true;
            cancelling = waiter;
        }
        boolean interrupted = false;
        while (waiter == cancelling && isCancelled()) {
            signal();
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(SIGNAL_PERIOD);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private void select(long nanos) throws IOException {
        Thread self = Thread.currentThread();
        boolean interrupted = !self.isVirtual() && Thread.interrupted();
        try (Selector own = Selector.open()) {
            channel.register(own, channel.validOps() & (input ? Interest.INPUT : Interest.OUTPUT));
            selector = own;
            own.select(nanos == Deadlines.NEVER ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1);
        } finally {
            selector = null;
            if (interrupted) {
                self.interrupt();
            }
        }
    }

    /**
     * Has the thread that waits, if there is one, come back soon: the caller repeats it until that has left. Never throws, for
     * a close has to come to its end.
     */
    void signal() {
        Selector selecting = selector;
        if (selecting != null) {
            selecting.wakeup();
            return;
        }
        synchronized (this) {
            if (nativeThread == VIRTUAL) {
                LockSupport.unpark(waiter);
            } else if (nativeThread != NOBODY) {
                JdkChannels.signal(nativeThread);
            }
        }
    }

    Thread waiter() {
        return waiter;
    }

    /** Which operations are possible just now, or will fail at once. Does not wait. */
    static int readiness(SelectableChannel channel, int interest) throws IOException {
        if (!JdkChannels.knows(channel)) {
            try (Selector own = channel.provider().openSelector()) {
                SelectionKey key = channel.register(own, Interest.ops(channel, interest));
                own.selectNow();
                return interest & Interest.directions(key.readyOps());
            }
        }
        int events = ((interest & Interest.INPUT) == 0 ? 0 : JdkChannels.POLLIN)
                | ((interest & Interest.OUTPUT) == 0 ? 0 : JdkChannels.POLLOUT);
        int found = JdkChannels.poll(channel, events);
        if ((found & ~events) != 0) { // an error or a hang-up: every operation says so
            return interest;
        }
        return interest & (((found & JdkChannels.POLLIN) == 0 ? 0 : Interest.INPUT)
                | ((found & JdkChannels.POLLOUT) == 0 ? 0 : Interest.OUTPUT));
    }
}
