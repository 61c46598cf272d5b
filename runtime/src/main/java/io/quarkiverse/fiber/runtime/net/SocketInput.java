package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/** The receiving side of a connection. {@link java.net.Socket} wraps it: that closes, and translates interrupts. */
final class SocketInput extends InputStream {

    /** As much as the JDK moves at once, or its cache of direct buffers would grow to the largest array. */
    static final int MOST = 128 * 1024;

    /** What a channel says of a reset. */
    private static final String RESET = "Connection reset";

    private final HookedSocketImpl socket;
    private final SocketChannel channel;
    private final Fd fd;
    private final Turn turn = new Turn();

    /** In milliseconds, as the code has set it. */
    private volatile int timeout = Limits.UNSET;
    /** How a limit that the code has not set ended a read. Null again as soon as bytes have come or gone. */
    private volatile SocketTimeoutException expired;

    /** The stream has ended, which a read says also after the close. In turn, as what follows. */
    private boolean ended;
    /** The peer has reset the connection, which reads say from then on, also after a shutdown of the input. */
    private boolean reset;
    /**
     * Nothing is likely to be there: the last read took less than it could, or a request has been sent since. Written by who
     * reads and who writes, at any time: a wrong guess costs a system call, or a turn of the loop.
     */
    private boolean empty;
    /** The channel's own stream, which knows what is available; null before the first question. */
    private volatile InputStream channelInput;

    SocketInput(HookedSocketImpl socket, SocketChannel channel, Fd fd) {
        this.socket = socket;
        this.channel = channel;
        this.fd = fd;
    }

    Turn turn() {
        return turn;
    }

    int timeout() {
        return timeout;
    }

    void setTimeout(int millis) {
        timeout = millis;
    }

    /** There is a new request: its answer will take a while, and the limit for it begins anew. */
    void expectAnswer() {
        if (!empty) {
            empty = true;
        }
        forgetExpired();
    }

    private void forgetExpired() {
        if (expired != null) {
            expired = null;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) > 0 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        int millis = timeout;
        boolean onFiber = Fibers.current() != null;
        long limit = fd.limits().read(millis, onFiber);
        long deadline = Deadlines.after(limit);
        if (!turn.lock(deadline)) {
            throw timedOut(limit, millis);
        }
        try {
            if (ended) {
                return -1;
            }
            if (reset && !fd.isClosed()) {
                throw new SocketException(RESET);
            }
            if (Deadlines.exceeded() != null) {
                throw ended(limit, millis);
            }
            int most = Math.min(length, MOST);
            int count = onFiber && isLikelyEmpty() ? 0 : receive(bytes, offset, most);
            if (count == 0) {
                count = await(bytes, offset, most, deadline, limit, millis);
            }
            empty = count < most;
            if (count > 0) {
                forgetExpired();
                fd.countIn(count);
            } else if (fd.isClosed()) {
                throw SocketErrors.closed(); // the peer has answered the close already
            } else {
                ended = true;
            }
            return count;
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (IOException e) {
            reset = RESET.equals(e.getMessage());
            throw fd.isClosed() ? SocketErrors.closed() : SocketErrors.translate(e);
        } finally {
            turn.unlock();
        }
    }

    /** Whether to try is likely to be a system call for nothing. If it is not, the loop's next select finds what is there. */
    private boolean isLikelyEmpty() {
        return empty && fd.isInputQuiet() && expired == null && !Thread.currentThread().isInterrupted();
    }

    /** The buffer is garbage afterwards, and none is kept while a thread waits. */
    private int receive(byte[] bytes, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    private int await(byte[] bytes, int offset, int length, long deadline, long limit, int millis) throws IOException {
        if (limit > 0 && millis <= 0 && expired != null && deadlineOf(expired) == null) {
            throw SocketErrors.ignored(expired);
        }
        for (;;) {
            fd.awaitInput(deadline);
            int count = receive(bytes, offset, length);
            if (count != 0) {
                return count;
            }
            if (Deadlines.isPast(deadline)) {
                throw ended(limit, millis);
            }
        }
    }

    /** In turn. */
    private IOException ended(long limit, int millis) {
        SocketTimeoutException timedOut = timedOut(limit, millis);
        Deadline deadline = deadlineOf(timedOut);
        if (deadline == null && millis > 0) {
            return timedOut; // which the code expects
        }
        if (deadline != null && expired != null && deadlineOf(expired) == deadline) {
            return SocketErrors.ignored(expired);
        }
        expired = timedOut;
        return timedOut;
    }

    private static Deadline deadlineOf(SocketTimeoutException timeout) {
        return timeout instanceof DeadlineExceededException exceeded ? exceeded.deadline() : null;
    }

    private SocketTimeoutException timedOut(long limit, int millis) {
        return SocketErrors.timedOut("Read timed out", "read", limit, millis, fd);
    }

    @Override
    public int available() throws IOException {
        try {
            if (fd.isClosed()) {
                throw SocketErrors.closed();
            }
            if (channel.socket().isInputShutdown()) {
                return 0;
            }
            InputStream known = channelInput;
            if (known == null) {
                known = channel.socket().getInputStream();
                channelInput = known;
            }
            return known.available();
        } catch (IOException e) {
            throw fd.isClosed() ? SocketErrors.closed() : SocketErrors.translate(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
