package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;

/** The sending side of a connection. {@link java.net.Socket} wraps it: that closes, and translates interrupts. */
final class SocketOutput extends OutputStream {

    private static final String BROKEN_PIPE = "Broken pipe";
    /** Of its own: only a deadline ends the wait for one's turn. */
    private static final long NO_LIMIT = 0;

    private final HookedSocketImpl socket;
    private final SocketInput answers;
    private final SocketChannel channel;
    private final Fd fd;
    private final Turn turn = new Turn();

    /** Why writes fail after one that was cut off: nobody knows where in the stream the next would go. In turn. */
    private IOException cutOff;

    /**
     * @param answers where the answers to what is written come from
     */
    SocketOutput(HookedSocketImpl socket, SocketInput answers, SocketChannel channel, Fd fd) {
        this.socket = socket;
        this.answers = answers;
        this.channel = channel;
        this.fd = fd;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] { (byte) b }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return;
        }
        if (!turn.lock(Deadlines.after(NO_LIMIT))) {
            throw timedOut(NO_LIMIT);
        }
        try {
            requireWhole();
            if (Deadlines.exceeded() != null) {
                throw timedOut(NO_LIMIT);
            }
            answers.expectAnswer();
            writeAll(bytes, offset, length);
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (ClosedChannelException e) {
            throw fd.isClosed() ? SocketErrors.closed() : new SocketException(BROKEN_PIPE); // only the output is shut down
        } catch (IOException e) {
            throw fd.isClosed() ? SocketErrors.closed() : SocketErrors.translate(e);
        } finally {
            turn.unlock();
        }
    }

    private void writeAll(byte[] bytes, int offset, int length) throws IOException {
        long limit = fd.limits().write();
        long deadline = Deadlines.after(limit);
        int done = 0;
        try {
            for (;;) {
                int count = channel.write(ByteBuffer.wrap(bytes, offset + done, Math.min(length - done, SocketInput.MOST)));
                done += count;
                if (done == length) {
                    return;
                }
                if (count == 0) {
                    await(deadline, limit, done);
                }
            }
        } finally {
            fd.countOut(done);
        }
    }

    /** A wait that fails cuts the write off; after a write that fails there is nothing more to write to. */
    private void await(long deadline, long limit, int done) throws IOException {
        try {
            if (Deadlines.isPast(deadline)) {
                throw timedOut(limit);
            }
            fd.awaitOutput(deadline);
        } catch (IOException e) {
            if (e instanceof InterruptedIOException interrupted) {
                interrupted.bytesTransferred = done;
            }
            if (done > 0) {
                cutOff = e;
            }
            throw e;
        }
    }

    private SocketTimeoutException timedOut(long limit) {
        return SocketErrors.timedOut("Write timed out", "write", limit, Limits.UNSET, fd);
    }

    void writeUrgent(int data) throws IOException {
        turn.lock();
        try {
            requireWhole();
            channel.socket().sendUrgentData(data);
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (ClosedChannelException e) {
            throw fd.isClosed() ? SocketErrors.closed() : new IOException(BROKEN_PIPE); // the JDK translates none here
        } finally {
            turn.unlock();
        }
    }

    private void requireWhole() throws SocketException {
        if (cutOff != null && !fd.isClosed()) {
            throw new SocketException("An earlier write was cut off: " + cutOff.getMessage(), cutOff);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
