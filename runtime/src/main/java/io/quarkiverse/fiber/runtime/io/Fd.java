package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner.Cleanable;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.scheduler.CancellableWait;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * One hooked descriptor: who waits for it, and where.
 * <p>
 * A fiber waits at the loop to which the descriptor belongs: the first that needed it, and after {@value #USES_TO_MOVE} waits
 * in a row from another loop that one. Every other thread waits as the JDK has it wait, with {@link NativeWait}. At most one
 * thread waits in each direction: its caller holds a lock.
 * <p>
 * {@link #close} marks, wakes all who wait, and closes the channel when the last one who polls the descriptor itself has left.
 * Fibers that were woken may come later: they see the mark, and a closed channel does not touch a descriptor.
 */
public final class Fd implements CancellableWait, Watchable {

    private static final Logger LOG = Logger.getLogger(Fd.class);

    static final int USES_TO_MOVE = 16;

    private static final VarHandle REGISTRATION;

    static {
        try {
            REGISTRATION = MethodHandles.lookup().findVarHandle(Fd.class, "registration", Registration.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final FdTable table;
    private final long id;
    private final SelectableChannel channel;
    private final long opened = System.nanoTime();

    private final Side input;
    private final Side output;
    private final PollGate gate = new PollGate();

    /** Where fibers wait now; written by compare-and-set. */
    private volatile Registration registration;
    /** The waits in a row that came from another loop; inexact. */
    private int strangers;

    /** Null until somebody waits through the manager; written under the lock. */
    private volatile SharedEvents shared;

    /** Closes the descriptor when nobody can use it any more; written by who opens it. */
    private Cleanable forgotten;

    private final FdLimits limits;
    /** Written by who gives the descriptor its peer. */
    private volatile Object peer = "";
    /** For people, who may see old values. Written by who reads, by who writes. */
    private long bytesIn;
    private long bytesOut;

    Fd(FdTable table, long id, SelectableChannel channel, FdLimits limits) {
        this.table = table;
        this.id = id;
        this.channel = channel;
        this.limits = limits;
        this.input = new Side(channel, true);
        this.output = new Side(channel, false);
    }

    void closeWith(Cleanable cleanable) {
        forgotten = cleanable;
    }

    long id() {
        return id;
    }

    public String peer() {
        return peer.toString();
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    /** Those that count for what begins now. */
    public Limits limits() {
        return limits.get();
    }

    /** Says to whom the descriptor is connected by its user: the limits of this target count from now on. */
    public void setTarget(SocketAddress target) {
        peer = target;
        limits.setTarget(target);
    }

    /**
     * Says who is at the other end, or where the descriptor is bound, without a target: the defaults count from now on.
     *
     * @param peer an address or a text: its text is made when somebody asks, because few do
     */
    public void setPeer(Object peer) {
        this.peer = peer;
        limits.setTarget(null);
    }

    /** The code gives its writes a limit. */
    public void setWriteTimeout(Duration timeout) {
        limits.setWriteTimeout(timeout);
    }

    @Override
    public boolean isClosed() {
        return gate.isClosed();
    }

    public void countIn(int bytes) {
        bytesIn += bytes;
    }

    public void countOut(int bytes) {
        bytesOut += bytes;
    }

    // --- waiting

    /**
     * Waits until there may be input or a connection to accept, or until {@code deadline} on {@link System#nanoTime}'s clock;
     * may return for no reason. Any thread, one at a time.
     *
     * @throws AsynchronousCloseException once the descriptor is marked as closed, also while its channel is still open: who
     *         tried again would spin, and may keep the closing thread from the processor
     * @throws FiberCancelledException if the wait is cancelled, or the calling fiber, which is interrupted then
     * @throws InterruptedIOException if the calling virtual thread is interrupted; the flag stays
     */
    public void awaitInput(long deadline) throws IOException {
        await(input, deadline);
    }

    /** Waits until output may be possible or a connection may be made; as {@link #awaitInput}. */
    public void awaitOutput(long deadline) throws IOException {
        await(output, deadline);
    }

    /**
     * Whether the loop of the fiber that calls looks for input already, and has seen none since the last wait: to try to read
     * first is a system call for nothing then, if that wait's reader took all there was.
     */
    public boolean isInputQuiet() {
        return input.atLoop().isQuiet();
    }

    /** Whether a platform thread waits in one system call. Where it has to open a selector, to try first is cheaper. */
    public static boolean threadsPoll() {
        return JdkChannels.available();
    }

    private void await(Side side, long deadline) throws IOException {
        Throwable refusal = null;
        boolean cancelled;
        Fiber fiber = Fibers.current();
        if (Fibers.eventsOf(fiber) instanceof Readiness here && here.isOpen()) {
            Direction direction = side.atLoop();
            boolean arm = direction.begin(Thread.currentThread());
            try {
                Registration at = registrationFor(here);
                if (direction.moveTo(at) || arm) {
                    at.home.arm(at);
                } else {
                    at.home.armWatch(at);
                }
                park(fiber, side, deadline);
            } finally {
                cancelled = direction.end();
            }
            refusal = direction.refusal();
        } else {
            cancelled = poll(side, deadline, fiber != null);
        }
        Thread self = Thread.currentThread();
        if (fiber != null && fiber.isCancelled()) {
            self.interrupt(); // for what else the fiber will wait for
            cancelled = true;
        }
        if (cancelled) {
            throw new FiberCancelledException("Cancelled while waiting for " + peer);
        }
        if (self.isVirtual() && self.isInterrupted() && Deadlines.exceeded() == null) {
            throw new InterruptedIOException("Interrupted");
        }
        if (isClosed()) {
            throw new AsynchronousCloseException();
        }
        if (refusal != null) {
            throw new SocketException("The descriptor cannot be watched: " + refusal, refusal);
        }
    }

    private void park(Fiber fiber, Side side, long deadline) {
        Thread self = Thread.currentThread();
        Direction direction = side.atLoop();
        WaitTimer timer = deadline == Deadlines.NEVER ? null : side.timer();
        if (timer != null) {
            timer.begin(fiber, deadline);
        }
        while (direction.isWaiting() && !isClosed() && !self.isInterrupted() && !fiber.isCancelled()
                && !Deadlines.isPast(deadline)) {
            LockSupport.park(this);
        }
        if (timer != null) {
            timer.end();
        }
    }

    /** True if somebody has cancelled the wait. */
    private boolean poll(Side side, long deadline, boolean onFiber) throws IOException {
        if (!gate.enter()) {
            return false;
        }
        try {
            if (onFiber) {
                LockSupport.setCurrentBlocker(this); // the JDK's poller sets none
            }
            return side.byThread().await(Math.max(Deadlines.left(deadline), 1));
        } finally {
            if (onFiber) {
                LockSupport.setCurrentBlocker(null);
            }
            gate.leave();
        }
    }

    /** Cancels the waits in these directions; the descriptor stays open. How many there were. */
    int cancel(int directions) {
        return ((directions & Interest.INPUT) != 0 && input.cancel() ? 1 : 0)
                + ((directions & Interest.OUTPUT) != 0 && output.cancel() ? 1 : 0);
    }

    /** Where the fiber that calls, from a carrier of {@code here}, waits. */
    private Registration registrationFor(Readiness here) {
        for (;;) {
            Registration at = registration;
            if (at != null && !at.isLost()) {
                if (at.home == here) {
                    strangers = 0;
                    return at;
                }
                if (++strangers < USES_TO_MOVE) {
                    return at;
                }
            }
            Registration moved = here.registrationOf(this);
            boolean done = REGISTRATION.compareAndSet(this, at, moved);
            if (isClosed()) {
                here.remove(this); // the close may have come before it was there
            }
            if (done) {
                strangers = 0;
                if (at != null) {
                    here.arm(moved); // for the other direction, which may be waiting
                    at.home.arm(at); // gives its interest up
                }
                return moved;
            }
        }
    }

    // --- for loops and rescuers

    synchronized void share(ChannelEvents events) {
        if (shared == null) {
            shared = new SharedEvents();
        }
        shared.add(events);
    }

    void unshare(ChannelEvents events) {
        shared.remove(events);
    }

    @Override
    public boolean isAt(Registration asked) {
        return registration == asked || shared != null && shared.areAt(asked);
    }

    @Override
    public int wantedFrom(Registration asked) {
        if (isClosed()) {
            return 0;
        }
        return (registration != asked ? 0 : input.wantedOps() | output.wantedOps())
                | (shared == null ? 0 : shared.wantedFrom(asked));
    }

    @Override
    public int awaitedOps() {
        return input.awaitedOps() | output.awaitedOps() | (shared == null ? 0 : shared.awaitedOps());
    }

    @Override
    public boolean isAwaitedAt(Registration asked) {
        return registration == asked && (input.atLoop().isWaiting() || output.atLoop().isWaiting())
                || shared != null && shared.areAwaitedAt(asked);
    }

    @Override
    public boolean ready(Registration at, int ops) {
        boolean behind = at.home.isBehind();
        return input.ready(ops, behind) | output.ready(ops, behind) | (shared != null && shared.ready(at, ops));
    }

    /** After a close the registration stays known, because the close has yet to wait for that loop. */
    @Override
    public void lost(Registration at, Throwable why) {
        at.lose();
        if (!isClosed()) {
            at.home.remove(this);
        }
        if (registration == at) {
            if (why == null) {
                input.atLoop().wake();
                output.atLoop().wake();
            } else {
                input.atLoop().refuse(why);
                output.atLoop().refuse(why);
            }
        }
        if (shared != null) {
            shared.lost(at, why);
        }
    }

    // --- close

    /**
     * Ends all waits, and closes the channel. Any thread, any number of times; does not wait for fibers.
     *
     * @param released whether to wait, for a bounded time, until the system has the descriptor back: a channel that a loop
     *        knows stays open until its next select
     */
    public void close(boolean released) throws IOException {
        if (!gate.close()) {
            return;
        }
        input.atLoop().wake();
        output.atLoop().wake();
        input.end();
        output.end();
        try {
            awaitPollers();
        } finally {
            release(released);
            if (forgotten != null) {
                forgotten.clean(); // it is closed already: that does nothing more than forget
            }
        }
    }

    /** Until nobody polls the descriptor itself. An interrupt has to wait, or the signals would leave nobody else the time. */
    private void awaitPollers() {
        boolean interrupted = false;
        while (!gate.isEmpty()) {
            input.signal();
            output.signal();
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(NativeWait.SIGNAL_PERIOD);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void release(boolean released) throws IOException {
        try {
            end();
            channel.close();
        } finally {
            for (Readiness home : table.homes()) {
                Registration at = home.remove(this);
                home.flushWatches();
                if (at != null && released) {
                    home.awaitWatches();
                }
                if (at != null && at.isRegistered()) {
                    if (released) {
                        home.awaitFlush();
                    } else {
                        home.flush();
                    }
                }
            }
            table.remove(this);
            if (shared != null) {
                shared.forget();
            }
        }
    }

    /**
     * Ends what the channel stands for, now: its descriptor may stay open for as long as a loop is stuck. A stream's output
     * ends as the JDK has it, unless linger asks for a reset: where input is unread, the reset that follows is too late
     * to hide it.
     */
    private void end() {
        try {
            if (channel instanceof ServerSocketChannel) {
                if (JdkChannels.available() && channel.isOpen()) {
                    JdkChannels.shutdown(channel);
                }
            } else if (channel instanceof SocketChannel socket && socket.isConnected()
                    && socket.getOption(StandardSocketOptions.SO_LINGER) != 0) {
                socket.shutdownOutput();
            }
        } catch (IOException | NotYetConnectedException e) {
            LOG.tracef("%s has ended before its close: %s", this, e);
        }
    }

    /** For people: what this descriptor is and does just now. */
    public FdInfo info() {
        Limits now = limits();
        return new FdInfo(id, kind(), peer(), Duration.ofNanos(System.nanoTime() - opened), state(), owner(), now.target(),
                now.connectTimeout(), now.readTimeout(), now.writeTimeout(), bytesIn, bytesOut);
    }

    private FdInfo.Kind kind() {
        return switch (channel) {
            case ServerSocketChannel listener -> FdInfo.Kind.LISTENER;
            case DatagramChannel datagrams -> FdInfo.Kind.DATAGRAM;
            case Pipe.SourceChannel source -> FdInfo.Kind.PIPE;
            case Pipe.SinkChannel sink -> FdInfo.Kind.PIPE;
            default -> FdInfo.Kind.STREAM;
        };
    }

    private FdInfo.State state() {
        return isClosed() ? FdInfo.State.CLOSING
                : input.isAwaited() ? FdInfo.State.WAITING_FOR_INPUT
                        : output.isAwaited() ? FdInfo.State.WAITING_FOR_OUTPUT : FdInfo.State.IDLE;
    }

    private String owner() {
        Thread reader = input.waiter();
        Thread waiter = reader != null ? reader : output.waiter();
        if (waiter == null) {
            return "";
        }
        return waiter.getName().isEmpty() ? "#" + waiter.threadId() : waiter.getName() + " #" + waiter.threadId();
    }

    @Override
    public String toString() {
        return "Fd[" + id + "," + peer + "]";
    }
}
