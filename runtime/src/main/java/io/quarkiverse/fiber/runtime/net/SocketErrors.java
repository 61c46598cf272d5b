package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Limits;

/** Turns what channels throw into what the JDK's sockets throw. */
final class SocketErrors {

    private SocketErrors() {
    }

    static SocketException closed() {
        return new SocketException("Socket closed");
    }

    /**
     * @param channel null before there is one
     */
    static void requireOpen(Channel channel) throws SocketException {
        if (channel == null) {
            throw new SocketException("Socket not created");
        }
        if (!channel.isOpen()) {
            throw closed();
        }
    }

    /** Exceptions that say what they mean already, interrupts and cancellations among them, stay as they are. */
    static IOException translate(Exception e) {
        if (e instanceof SocketException || e instanceof InterruptedIOException || e instanceof FiberCancelledException) {
            return (IOException) e;
        }
        if (e instanceof ClosedChannelException) {
            return closed();
        }
        SocketException translated = new SocketException(e.getMessage());
        translated.initCause(e);
        return translated;
    }

    /** What the JDK's view of a channel as a socket makes of the state of that; other exceptions stay as they are. */
    static SocketException ofAdaptor(RuntimeException e) {
        SocketException translated = new SocketException(switch (e) {
            case NotYetConnectedException state -> "Socket is not connected";
            case AlreadyBoundException state -> "Already bound";
            case AlreadyConnectedException state -> "Already connected";
            case NotYetBoundException state -> "Socket is not bound yet";
            case UnsupportedAddressTypeException address -> "Unsupported address type";
            case UnresolvedAddressException address -> "Unresolved address";
            default -> throw e;
        });
        translated.initCause(e);
        return translated;
    }

    /**
     * By the caller's deadline if that has passed, else by the limit of the operation.
     *
     * @param what as the JDK's message begins
     * @param millis what the code has set
     * @param began on {@link System#nanoTime}'s clock
     */
    static SocketTimeoutException timedOut(String what, String operation, long nanos, int millis, Limits limits, String peer,
            long began) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        Deadline exceeded = Deadlines.exceeded();
        if (exceeded != null) {
            return new DeadlineExceededException(what + ": " + peer, exceeded, elapsed);
        }
        return new SocketTimeoutException(what + " after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms: " + peer + " ("
                + limits.source(nanos, millis, operation) + "), elapsed: " + elapsed.toMillis() + " ms");
    }

    /**
     * Code that has not set a timeout may take one for a wake-up and read on, as the PostgreSQL driver does: a limit would end
     * nothing if it began anew.
     */
    static SocketException ignored(SocketTimeoutException timeout) {
        return new SocketException("Read again after: " + timeout.getMessage(), timeout);
    }
}
