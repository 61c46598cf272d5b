package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.FdInfo;
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
public final class Fd {

    private static final Logger LOG = Logger.getLogger(Fd.class);

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    static final int USES_TO_MOVE = 16;

    private static final long SIGNAL_PERIOD = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FLUSH_MILLIS = 1_000;
    private static final int CLOSED = 1 << 31;

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

    private final Direction input = new Direction(true);
    private final Direction output = new Direction(false);
    private final NativeWait nativeInput;
    private final NativeWait nativeOutput;
    /** How many threads poll the descriptor itself, and {@link #CLOSED}. */
    private final AtomicInteger polling = new AtomicInteger();

    /** Where fibers wait now; written by compare-and-set. */
    private volatile Registration registration;
    /** Where each direction has been armed. Of who waits in it. */
    private Registration inputAt;
    private Registration outputAt;
    /** The waits in a row that came from another loop; inexact. */
    private int strangers;
    /** Why the loop could not watch the descriptor; written by loops, cleared by who waits. */
    private volatile Throwable refused;

    /** Written by who gives the descriptor its peer. */
    private volatile Limits limits;
    private volatile String peer = "";
    /** For people, who may see old values. Written by who reads, by who writes. */
    private long bytesIn;
    private long bytesOut;

    Fd(FdTable table, long id, SelectableChannel channel, Limits limits) {
        this.table = table;
        this.id = id;
        this.channel = channel;
        this.limits = limits;
        this.nativeInput = new NativeWait(channel, true);
        this.nativeOutput = new NativeWait(channel, false);
    }

    long id() {
        return id;
    }

    public String peer() {
        return peer;
    }

    public SelectableChannel channel() {
        return channel;
    }

    public Limits limits() {
        return limits;
    }

    /** Says to whom the descriptor is connected, and which limits count from now on. */
    public void setPeer(String peer, Limits limits) {
        this.peer = peer;
        this.limits = limits;
    }

    public boolean isClosed() {
        return polling.get() < 0;
    }

    public void countIn(int bytes) {
        bytesIn += bytes;
    }

    public void countOut(int bytes) {
        bytesOut += bytes;
    }

    // --- waiting

    /**
     * Waits until there may be input or a connection to accept, until {@code deadline} on {@link System#nanoTime}'s clock, or
     * until the close; may return for no reason. Any thread, one at a time.
     *
     * @throws InterruptedIOException if the calling virtual thread is interrupted; the flag stays
     */
    public void awaitInput(long deadline) throws IOException {
        if (Fibers.currentEvents() instanceof Readiness here) {
            Registration at = registrationFor(here);
            boolean arm = input.begin(Thread.currentThread()) || inputAt != at;
            inputAt = at;
            park(input, at, arm, deadline);
        } else {
            poll(nativeInput, deadline);
        }
        afterWait();
    }

    /** Waits until output may be possible or a connection may be made; as {@link #awaitInput}. */
    public void awaitOutput(long deadline) throws IOException {
        if (Fibers.currentEvents() instanceof Readiness here) {
            Registration at = registrationFor(here);
            boolean arm = output.begin(Thread.currentThread()) || outputAt != at;
            outputAt = at;
            park(output, at, arm, deadline);
        } else {
            poll(nativeOutput, deadline);
        }
        afterWait();
    }

    private void park(Direction direction, Registration at, boolean arm, long deadline) {
        if (arm) {
            at.home.arm(at);
        } else {
            at.home.armWatch(at);
        }
        while (direction.isWaiting() && !isClosed() && !Thread.currentThread().isInterrupted()) {
            if (deadline == NEVER) {
                LockSupport.park(this);
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(this, left);
            }
        }
        direction.end();
    }

    private void poll(NativeWait wait, long deadline) throws IOException {
        if (polling.incrementAndGet() > 0) {
            try {
                wait.await(deadline == NEVER ? NEVER : Math.max(deadline - System.nanoTime(), 1));
            } finally {
                polling.decrementAndGet();
            }
        } else {
            polling.decrementAndGet();
        }
    }

    private void afterWait() throws IOException {
        Thread self = Thread.currentThread();
        if (self.isVirtual() && self.isInterrupted()) {
            throw new InterruptedIOException("Interrupted");
        }
        Throwable why = refused;
        if (why != null) {
            refused = null;
            if (!isClosed()) {
                throw (SocketException) new SocketException("The descriptor cannot be watched: " + why).initCause(why);
            }
        }
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
            if (REGISTRATION.compareAndSet(this, at, moved)) {
                strangers = 0;
                if (at != null) {
                    here.arm(moved); // for the other direction, which may be waiting
                    at.home.arm(at); // gives its interest up
                }
                if (isClosed()) {
                    here.remove(this);
                }
                return moved;
            }
        }
    }

    // --- for loops and rescuers

    boolean isAt(Registration asked) {
        return registration == asked;
    }

    /** What a loop has to look for. */
    int wantedFrom(Registration asked) {
        if (registration != asked || isClosed()) {
            return 0;
        }
        return (input.isWanted() ? inputOps() : 0) | (output.isWanted() ? outputOps() : 0);
    }

    /** What fibers wait for just now. */
    int awaitedOps() {
        return (input.isWaiting() ? inputOps() : 0) | (output.isWaiting() ? outputOps() : 0);
    }

    boolean isAwaitedAt(Registration asked) {
        return registration == asked && (input.isWaiting() || output.isWaiting());
    }

    private int inputOps() {
        return channel instanceof ServerSocketChannel ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
    }

    private int outputOps() {
        return channel instanceof SocketChannel socket && !socket.isConnected() ? SelectionKey.OP_CONNECT
                : SelectionKey.OP_WRITE;
    }

    /** Takes the events of a select; true if the loop has to look again at what is wanted. */
    boolean ready(int ops) {
        boolean look = false;
        if ((ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
            look = input.ready();
        }
        if ((ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
            look |= output.ready();
        }
        return look;
    }

    /** The loop does not watch the descriptor any more, or cannot: who waits goes elsewhere, or fails for a reason. */
    void lost(Registration at, Throwable why) {
        at.lose();
        at.home.remove(this);
        if (why != null) {
            refused = why;
        }
        if (registration == at) {
            input.wake();
            output.wake();
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
        for (int seen = polling.get(); seen >= 0; seen = polling.get()) {
            if (polling.compareAndSet(seen, seen | CLOSED)) {
                try {
                    input.wake();
                    output.wake();
                    while (polling.get() != CLOSED) {
                        nativeInput.signal();
                        nativeOutput.signal();
                        LockSupport.parkNanos(SIGNAL_PERIOD);
                    }
                } finally {
                    release(released);
                }
                return;
            }
        }
    }

    private void release(boolean released) throws IOException {
        try {
            endOutput();
            channel.close();
        } finally {
            for (Readiness home : table.homes()) {
                Registration at = home.remove(this);
                CountDownLatch flushed = at == null || !at.isRegistered() ? null : home.flush();
                if (released && flushed != null) {
                    awaitFlush(flushed);
                }
            }
            table.remove(this);
        }
    }

    /**
     * As the JDK has it, unless linger asks for a reset: where input is unread, the reset that follows is too late to hide it.
     */
    private void endOutput() {
        if (channel instanceof SocketChannel socket && socket.isConnected()) {
            try {
                if (socket.getOption(StandardSocketOptions.SO_LINGER) != 0) {
                    socket.shutdownOutput();
                }
            } catch (IOException | NotYetConnectedException e) {
                LOG.tracef("%s has ended before its close: %s", this, e);
            }
        }
    }

    private static void awaitFlush(CountDownLatch flushed) {
        boolean interrupted = Thread.interrupted();
        try {
            flushed.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For people: what this descriptor is and does just now. */
    public FdInfo info() {
        return new FdInfo(id, channel instanceof ServerSocketChannel ? FdInfo.Kind.LISTENER : FdInfo.Kind.STREAM, peer,
                Duration.ofNanos(System.nanoTime() - opened), state(), owner(), limits.target(), limits.connectTimeout(),
                limits.readTimeout(), limits.writeTimeout(), bytesIn, bytesOut);
    }

    private FdInfo.State state() {
        return isClosed() ? FdInfo.State.CLOSING
                : input.isWaiting() || nativeInput.waiter() != null ? FdInfo.State.WAITING_FOR_INPUT
                        : output.isWaiting() || nativeOutput.waiter() != null ? FdInfo.State.WAITING_FOR_OUTPUT
                                : FdInfo.State.IDLE;
    }

    private String owner() {
        for (Thread waiter : new Thread[] { input.waiter(), output.waiter(), nativeInput.waiter(), nativeOutput.waiter() }) {
            if (waiter != null) {
                return waiter.getName().isEmpty() ? "#" + waiter.threadId() : waiter.getName() + " #" + waiter.threadId();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "Fd[" + id + "," + peer + "]";
    }
}
