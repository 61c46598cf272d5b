package io.quarkiverse.fiber;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * Waits for channels and for time, and knows the hooked descriptors of the application. Inject it as a bean.
 * <p>
 * A fiber waits at the loop that carries it, and parks: its carrier runs others meanwhile. Other threads wait likewise, and
 * block or park as they do for a lock. Only {@link #await} and {@link #poll} wait. An event loop must not: it gets an
 * {@link IllegalStateException}, unless the timeout is zero. All other methods may be called from any thread.
 * <p>
 * Operations are the bits of {@link SelectionKey}. A channel has to be in non-blocking mode, and one that was waited for
 * cannot go back to blocking mode, because it stays registered with a selector of ours until it is closed. After such a close
 * it takes up to 50 ms until who waits is told and the system has the descriptor back.
 */
public interface IoManager {

    /** No limit. */
    Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    /** The hooked descriptors that are open, in the order in which they were opened. */
    List<FdInfo> descriptors();

    // --- waiting

    /**
     * Waits until a channel is ready. Any number of threads may wait for one channel; all of them are told.
     *
     * @param interest for which operations; any of them will do
     * @param timeout how long at most; zero or less only looks, and does not park
     * @return which of them are possible, or will end in an error at once; 0 after the timeout
     * @throws ClosedChannelException if the channel is closed; {@link AsynchronousCloseException} if that happened meanwhile
     * @throws FiberCancelledException if the wait was cancelled, or the fiber that waits
     * @throws DeadlineExceededException if the {@link Deadline} of the thread that waits comes first
     * @throws InterruptedException if the thread that waits is interrupted; the channel stays open
     * @throws IOException if the channel cannot be watched, as one that is not the JDK's own
     * @throws IllegalBlockingModeException if the channel is in blocking mode
     * @throws IllegalArgumentException for operations that the channel does not have, or for none
     * @throws IllegalStateException after the application has stopped
     */
    int await(SelectableChannel channel, int interest, Duration timeout) throws IOException, InterruptedException;

    /**
     * Waits until one of several channels is ready, as {@code poll(2)} does: without entries, or where all are ignored, it
     * sleeps for the timeout; a channel that is closed is reported at once; a channel may be in several entries.
     *
     * @param timeout how long at most; zero or less only looks, and does not park
     * @return the entries about which there is something to tell, in the order given; none after the timeout
     * @throws FiberCancelledException if the wait was cancelled, or the fiber that waits
     * @throws DeadlineExceededException if the {@link Deadline} of the thread that waits comes first
     * @throws InterruptedException if the thread that waits is interrupted
     * @throws IOException if the system cannot tell
     * @throws IllegalBlockingModeException and others, as {@link #await}
     */
    List<PollFd> poll(Collection<PollFd> fds, Duration timeout) throws IOException, InterruptedException;

    /**
     * Has a callback called once when a channel is ready, or closed: on a fiber of its own, which starts on the carrier of the
     * fiber that calls this, or on one of the default group. Any number of callbacks may wait for one channel; all of them are
     * called.
     * <p>
     * The stop waits for callbacks that are pending, until its deadline: end those that may wait for long before it.
     *
     * @param interest for which operations; any of them will do
     * @throws ClosedChannelException if the channel is closed
     * @throws IllegalBlockingModeException and others, as {@link #await}
     */
    IoEvent add(SelectableChannel channel, int interest, IoCallback callback) throws ClosedChannelException;

    /**
     * Cancels waits without closing anything: callbacks are called, threads get a {@link FiberCancelledException}. What has
     * been read or written by then is not affected, nor are later waits: who is about to wait is not told. To end a fiber use
     * {@link Fiber#cancel}.
     *
     * @param descriptor a channel; or a hooked {@link java.net.Socket}, {@link java.net.ServerSocket} or
     *        {@link java.net.DatagramSocket}, with one of whose operations a thread waits
     * @param interest for which operations; {@link SelectionKey#OP_READ} and {@link SelectionKey#OP_ACCEPT} mean the same
     *        here, as do {@link SelectionKey#OP_WRITE} and {@link SelectionKey#OP_CONNECT}
     * @return how many waits that has ended
     * @throws IllegalArgumentException for a socket that is not hooked, and for everything else that cannot be waited for here
     */
    int cancel(Closeable descriptor, int interest);

    /** {@link #cancel} for all operations. */
    default int cancelAll(Closeable descriptor) {
        return cancel(descriptor, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** How many callbacks and threads wait for channels here. */
    int pendingEvents();

    // --- timers

    /**
     * Has a callback called once after some time, never before: on a fiber of its own, as with {@link #add}.
     *
     * @param delay zero or less for at once
     * @throws IllegalStateException after the application has stopped
     */
    IoTimer after(Duration delay, Runnable callback);

    /**
     * The same, unless {@code condition} has been collected as garbage by then: it is referred to weakly, so that a timer does
     * not keep what it is for. The callback must not refer to it either.
     */
    IoTimer after(Duration delay, Object condition, Runnable callback);

    /**
     * Has a callback called after each period, for the first time after one period, until the timer is cancelled. Periods count
     * from the start. A call that would overlap with an earlier one is left out, as are those that are long overdue. The timer
     * goes on after a callback that fails.
     *
     * @throws IllegalArgumentException if the period is not positive
     * @throws IllegalStateException after the application has stopped
     */
    IoTimer every(Duration period, Runnable callback);

    /** The same, until {@code condition} has been collected as garbage; the callback must not refer to it. */
    IoTimer every(Duration period, Object condition, Runnable callback);

    /** How many timers are pending. */
    int pendingTimers();
}
