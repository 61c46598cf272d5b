package io.quarkiverse.fiber.runtime.net;

import java.net.SocketTimeoutException;

import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * The limit of one operation, whatever it has to wait for.
 *
 * @param limits that it is one of
 * @param nanos 0 for none
 * @param millis what the code has set, or {@link Limits#UNSET}
 * @param began on {@link System#nanoTime}'s clock; unknown where there is no deadline
 * @param onFiber whether a fiber does it
 */
record Limit(Limits limits, long nanos, int millis, long began, long deadline, boolean onFiber) {

    private static final long UNKNOWN = 0;

    static Limit ofRead(Fd fd, int millis) {
        boolean onFiber = Fibers.current() != null;
        Limits limits = fd.limits();
        return now(limits, limits.read(millis, onFiber), millis, onFiber);
    }

    static Limit ofWrite(Fd fd) {
        Limits limits = fd.limits();
        return now(limits, limits.write(), Limits.UNSET, false);
    }

    /** Of who waits for a turn: only the caller's deadline ends that. */
    static Limit ofTurn(Fd fd) {
        return now(fd.limits(), 0, Limits.UNSET, false);
    }

    /** Targets are what one connects to: no rule is for a listener. */
    static Limit ofAccept(Fd fd, int millis) {
        return now(fd.limits(), millis > 0 ? millis * 1_000_000L : 0, millis, false);
    }

    static Limit ofConnect(Fd fd, int millis, long began) {
        Limits limits = fd.limits();
        long nanos = limits.connect(millis);
        return new Limit(limits, nanos, millis, began, Deadlines.since(began, nanos), false);
    }

    /**
     * Most operations have neither limit nor deadline: these do not look at the clock. The compiler removes the object, as long
     * as there is one place that makes it.
     */
    private static Limit now(Limits limits, long nanos, int millis, boolean onFiber) {
        boolean timed = nanos > 0 || Deadlines.after(0) != Deadlines.NEVER;
        long began = timed ? System.nanoTime() : UNKNOWN;
        long deadline = timed ? Deadlines.since(began, nanos) : Deadlines.NEVER;
        return new Limit(limits, nanos, millis, began, deadline, onFiber);
    }

    boolean isPast() {
        return Deadlines.isPast(deadline);
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
        return SocketErrors.timedOut(what, operation, nanos, millis, limits, fd.peer(), began);
    }
}
