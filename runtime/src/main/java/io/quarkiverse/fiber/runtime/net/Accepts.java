package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.fiber.runtime.io.Fd;

/** Accepts over a non-blocking listener: one at a time, after {@link #lock}. */
final class Accepts {

    /** How long it takes to say that the system has refused a connection: most callers try again at once. */
    private static final long BACK_OFF = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocketChannel channel;
    private final Fd fd;
    private final Turn turn = new Turn();

    Accepts(ServerSocketChannel channel, Fd fd) {
        this.channel = channel;
        this.fd = fd;
    }

    Turn turn() {
        return turn;
    }

    /** Waits for the turn of the caller, which then has to {@link #unlock}. */
    Limit lock(int millis) throws SocketTimeoutException {
        Limit limit = Limit.ofAccept(fd, millis);
        if (!turn.lock(limit)) {
            throw timedOut(limit);
        }
        return limit;
    }

    void unlock() {
        turn.unlock();
    }

    SocketChannel accept(Limit limit) throws IOException {
        SocketChannel accepted;
        while ((accepted = acceptOrBackOff()) == null) {
            if (limit.isPast()) {
                throw timedOut(limit);
            }
            fd.awaitInput(limit.deadline());
        }
        return accepted;
    }

    /** Null while there is no connection. One that cannot be accepted, for want of descriptors, stays ready meanwhile. */
    private SocketChannel acceptOrBackOff() throws IOException {
        try {
            return channel.accept();
        } catch (IOException e) {
            if (fd.isClosed()) {
                throw new ClosedChannelException();
            }
            LockSupport.parkNanos(this, BACK_OFF);
            throw e;
        }
    }

    private SocketTimeoutException timedOut(Limit limit) {
        return limit.timedOut("Accept timed out", "read", fd);
    }
}
