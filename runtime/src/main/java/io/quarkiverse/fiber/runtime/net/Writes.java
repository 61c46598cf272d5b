package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * Writes over a non-blocking channel: one at a time, after {@link #lock}. A write ends when all is written. What it throws is
 * as the channel has it.
 */
final class Writes {

    private static final String TIMED_OUT = "Write timed out";
    private static final String OPERATION = "write";

    private final GatheringByteChannel channel;
    private final Fd fd;
    private final Reads answers;
    private final Turn turn = new Turn();

    /** Why writes fail after one that was cut off: nobody knows where in the stream the next would go. In turn. */
    private IOException cutOff;

    /**
     * @param answers where the answers to what is written come from; null if none do
     */
    Writes(GatheringByteChannel channel, Fd fd, Reads answers) {
        this.channel = channel;
        this.fd = fd;
        this.answers = answers;
    }

    Turn turn() {
        return turn;
    }

    /** Waits for the turn of the caller, which then has to {@link #unlock}: only its deadline ends that. */
    void lock() throws SocketTimeoutException {
        Limit limit = Limit.ofTurn(fd);
        if (!turn.lock(limit)) {
            throw timedOut(limit);
        }
    }

    void unlock() {
        turn.unlock();
    }

    /** @throws SocketException after a write that was cut off */
    void requireWhole() throws SocketException {
        if (cutOff != null && !fd.isClosed()) {
            throw new SocketException("An earlier write was cut off: " + cutOff.getMessage(), cutOff);
        }
    }

    /**
     * A cancelled fiber does not get to know what comes of what it writes: a transaction that it commits, for example. It may
     * be in a buffer of the code above, and must not reach the peer later, so the descriptor is closed.
     */
    private void requireNotCancelled() throws IOException {
        Fiber fiber = Fibers.current();
        if (fiber != null && fiber.isCancelled()) {
            fd.close(false);
            throw cancelled();
        }
    }

    /** What a write of a cancelled fiber ends with. */
    FiberCancelledException cancelled() {
        return new FiberCancelledException("Cancelled before a write to " + fd.peer());
    }

    /** How many bytes there were: all have been written. */
    long write(ByteBuffer... bytes) throws IOException {
        requireWhole();
        requireNotCancelled();
        if (answers != null) {
            answers.expectAnswer();
        }
        Limit limit = Limit.ofWrite(fd);
        limit.requireNotExceeded(TIMED_OUT, OPERATION, fd);
        long left = Buffers.remaining(bytes);
        long done = 0;
        try {
            while (left > 0) {
                long count = send(bytes);
                done += count;
                left -= count;
                if (count == 0) {
                    await(limit, done);
                }
            }
            return done;
        } finally {
            fd.countOut((int) done);
        }
    }

    /** As the channel does it, in non-blocking mode. */
    long writeNow(ByteBuffer... bytes) throws IOException {
        requireWhole();
        long count = bytes.length == 1 ? channel.write(bytes[0]) : channel.write(bytes);
        fd.countOut((int) count);
        return count;
    }

    /** A large buffer alone, small ones together. */
    private long send(ByteBuffer[] bytes) throws IOException {
        int first = 0;
        while (!bytes[first].hasRemaining()) {
            first++;
        }
        if (Buffers.isTooLarge(bytes[first])) {
            return sendSome(bytes[first]);
        }
        int next = first + 1;
        for (long sum = bytes[first].remaining(); next < bytes.length; next++) {
            sum += bytes[next].remaining();
            if (sum > Reads.MOST) {
                break;
            }
        }
        return next - first == 1 ? channel.write(bytes[first]) : channel.write(bytes, first, next - first);
    }

    private int sendSome(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        bytes.limit(bytes.position() + Reads.MOST);
        try {
            return channel.write(bytes);
        } finally {
            bytes.limit(end);
        }
    }

    private SocketTimeoutException timedOut(Limit limit) {
        return limit.timedOut(TIMED_OUT, OPERATION, fd);
    }

    /** A wait that fails cuts the write off; after a write that fails there is nothing more to write to. */
    private void await(Limit limit, long done) throws IOException {
        try {
            if (limit.isPast()) {
                throw timedOut(limit);
            }
            fd.awaitOutput(limit.deadline());
        } catch (IOException e) {
            if (e instanceof InterruptedIOException interrupted) {
                interrupted.bytesTransferred = (int) Math.min(done, Integer.MAX_VALUE);
            }
            if (done > 0) {
                cutOff = e;
            }
            throw e;
        }
    }
}
