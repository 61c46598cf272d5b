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
 * @param nanos 0 for none
 * @param millis what the code has set, or {@link Limits#UNSET}
 * @param onFiber whether a fiber does it
 */
record Limit(long nanos, int millis, long deadline, boolean onFiber) {

    static Limit ofRead(Fd fd, int millis) {
        boolean onFiber = Fibers.current() != null;
        long nanos = fd.limits().read(millis, onFiber);
        return new Limit(nanos, millis, Deadlines.after(nanos), onFiber);
    }

    static Limit ofWrite(Fd fd) {
        long nanos = fd.limits().write();
        return new Limit(nanos, Limits.UNSET, Deadlines.after(nanos), false);
    }

    /** Targets are what one connects to: no rule is for a listener. */
    static Limit ofAccept(int millis) {
        long nanos = millis > 0 ? millis * 1_000_000L : 0;
        return new Limit(nanos, millis, Deadlines.after(nanos), false);
    }

    static Limit ofConnect(Fd fd, int millis, long began) {
        long nanos = fd.limits().connect(millis);
        return new Limit(nanos, millis, Deadlines.since(began, nanos), false);
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
        return SocketErrors.timedOut(what, operation, nanos, millis, fd);
    }
}
