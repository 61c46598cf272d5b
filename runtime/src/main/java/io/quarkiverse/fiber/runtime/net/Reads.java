package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ScatteringByteChannel;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;

/**
 * Reads over a non-blocking channel: one at a time, after {@link #lock}. A read tries first and waits only if it has to, but
 * where nothing is likely to be there yet. What it throws is as the channel has it.
 */
final class Reads {

    /** As much as the JDK moves at once, or its cache of direct buffers would grow to the largest array. */
    static final int MOST = 128 * 1024;

    private final ScatteringByteChannel channel;
    private final Fd fd;
    private final Turn turn = new Turn();

    /** In milliseconds, as the code has set it. */
    private volatile int timeout = Limits.UNSET;
    /** How a limit that the code has not set ended a read. Null again as soon as bytes have come or gone. */
    private volatile SocketTimeoutException expired;
    /**
     * Nothing is likely to be there: the last read took less than it could, or a request has been sent since. Written by who
     * reads and who writes, at any time: a wrong guess costs a system call, or a turn of the loop.
     */
    private boolean empty;

    Reads(ScatteringByteChannel channel, Fd fd) {
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

    /**
     * Waits for the turn of the caller, which then has to {@link #unlock}.
     *
     * @param millis the timeout that the code has set, or {@link Limits#UNSET}
     */
    Limit lock(int millis) throws SocketTimeoutException {
        Limit limit = Limit.ofRead(fd, millis);
        if (!turn.lock(limit)) {
            throw timedOut(limit);
        }
        return limit;
    }

    void unlock() {
        turn.unlock();
    }

    /**
     * @param rooms with room for something
     * @return how many bytes have been read, or -1 at the end
     */
    long read(Limit limit, ByteBuffer... rooms) throws IOException {
        if (Deadlines.exceeded() != null) {
            throw ended(limit);
        }
        long room = Math.min(Buffers.remaining(rooms), MOST);
        long count = isLikelyEmpty(limit.onFiber()) ? 0 : receive(rooms);
        if (count == 0) {
            count = await(rooms, limit);
        }
        empty = count < room;
        if (count > 0) {
            forgetExpired();
            fd.countIn((int) count);
        }
        return count;
    }

    /** As the channel does it, in non-blocking mode. */
    long readNow(ByteBuffer... rooms) throws IOException {
        long count = rooms.length == 1 ? channel.read(rooms[0]) : channel.read(rooms);
        fd.countIn((int) Math.max(count, 0));
        return count;
    }

    /**
     * Whether to try is likely to be a system call for nothing. If it is not, who waits finds at once what is there: a fiber by
     * its loop's next select, a platform thread by its poll. A virtual thread would need the JDK's poller for that, so it
     * tries.
     */
    private boolean isLikelyEmpty(boolean onFiber) {
        if (!empty || expired != null) {
            return false;
        }
        Thread self = Thread.currentThread();
        return onFiber ? fd.isInputQuiet() && !self.isInterrupted() : !self.isVirtual() && Fd.threadsPoll();
    }

    private long receive(ByteBuffer[] rooms) throws IOException {
        return rooms.length == 1 ? receive(rooms[0]) : channel.read(rooms);
    }

    private int receive(ByteBuffer room) throws IOException {
        if (!Buffers.isTooLarge(room)) {
            return channel.read(room);
        }
        int end = room.limit();
        room.limit(room.position() + MOST);
        try {
            return channel.read(room);
        } finally {
            room.limit(end);
        }
    }

    private long await(ByteBuffer[] rooms, Limit limit) throws IOException {
        if (limit.isConfigured() && expired != null && deadlineOf(expired) == null) {
            throw SocketErrors.ignored(expired);
        }
        for (;;) {
            fd.awaitInput(limit.deadline());
            long count = receive(rooms);
            if (count != 0) {
                return count;
            }
            if (limit.isPast()) {
                throw ended(limit);
            }
        }
    }

    /** What ends a read that has no more time. In turn. */
    private IOException ended(Limit limit) {
        SocketTimeoutException timedOut = timedOut(limit);
        Deadline deadline = deadlineOf(timedOut);
        if (deadline == null && !limit.isConfigured()) {
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

    private SocketTimeoutException timedOut(Limit limit) {
        return limit.timedOut("Read timed out", "read", fd);
    }
}
