package io.quarkiverse.fiber.runtime.net;

import java.net.SocketTimeoutException;

import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * The limit of one operation, whatever it has to wait for. It begins with the first wait: most operations need none, and do not
 * look at the clock. Where the compiler takes a read or a write into its caller, it removes the object. For one thread.
 */
final class Limit {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Limits limits;
    /** 0 for none. */
    private final long nanos;
    /** What the code has set, or {@link Limits#UNSET}. */
    private final int millis;
    private final boolean onFiber;
    /** On {@link System#nanoTime}'s clock. */
    private long began;
    private long deadline = UNKNOWN;

    private Limit(Limits limits, long nanos, int millis, boolean onFiber, long began) {
        this.limits = limits;
        this.nanos = nanos;
        this.millis = millis;
        this.onFiber = onFiber;
        this.began = began;
    }

    static Limit ofRead(Fd fd, int millis) {
        boolean onFiber = Fibers.current() != null;
        Limits limits = fd.limits();
        return new Limit(limits, limits.read(millis, onFiber), millis, onFiber, UNKNOWN);
    }

    static Limit ofWrite(Fd fd) {
        Limits limits = fd.limits();
        return new Limit(limits, limits.write(), Limits.UNSET, false, UNKNOWN);
    }

    /** Of who waits for a turn: only the caller's deadline ends that. */
    static Limit ofTurn(Fd fd) {
        return new Limit(fd.limits(), 0, Limits.UNSET, false, UNKNOWN);
    }

    /** Targets are what one connects to: no rule is for a listener. */
    static Limit ofAccept(Fd fd, int millis) {
        return new Limit(fd.limits(), millis > 0 ? millis * 1_000_000L : 0, millis, false, UNKNOWN);
    }

    static Limit ofConnect(Fd fd, int millis, long began) {
        Limits limits = fd.limits();
        return new Limit(limits, limits.connect(millis), millis, false, began);
    }

    /** Whether a fiber does it. */
    boolean onFiber() {
        return onFiber;
    }

    /** Until when one waits, on {@link System#nanoTime}'s clock. */
    long deadline() {
        if (deadline == UNKNOWN) {
            boolean timed = nanos > 0 || Deadlines.after(0) != Deadlines.NEVER;
            deadline = timed ? Deadlines.since(began(), nanos) : Deadlines.NEVER;
        }
        return deadline;
    }

    private long began() {
        if (began == UNKNOWN) {
            began = System.nanoTime();
        }
        return began;
    }

    boolean isPast() {
        return Deadlines.isPast(deadline());
    }

    /** Whether it comes from configuration: the code does not know of it. */
    boolean isConfigured() {
        return nanos > 0 && millis <= 0;
    }

    /**
     * The caller's deadline ends operations also where they need not wait.
     *
     * @param what as the JDK's message begins
     * @throws DeadlineExceededException if it has passed
     */
    void requireNotExceeded(String what, String operation, Fd fd) throws SocketTimeoutException {
        if (Deadlines.exceeded() != null) {
            throw timedOut(what, operation, fd);
        }
    }

    /** @param what as the JDK's message begins */
    SocketTimeoutException timedOut(String what, String operation, Fd fd) {
        return SocketErrors.timedOut(what, operation, nanos, millis, limits, fd.peer(), began());
    }
}
