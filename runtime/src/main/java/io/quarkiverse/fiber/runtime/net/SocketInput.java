package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.Fd;

/** The receiving side of a connection. {@link java.net.Socket} wraps it: that closes, and translates interrupts. */
final class SocketInput extends InputStream {

    /** What a channel says of a reset. */
    private static final String RESET = "Connection reset";

    private final HookedSocketImpl socket;
    private final SocketChannel channel;
    private final Fd fd;
    private final Reads reads;

    /** The stream has ended, which a read says also after the close. In turn, as what follows. */
    private boolean ended;
    /** The peer has reset the connection, which reads say from then on, also after a shutdown of the input. */
    private boolean reset;
    /** The channel's own stream, which knows what is available; null before the first question. */
    private volatile InputStream channelInput;

    SocketInput(HookedSocketImpl socket, SocketChannel channel, Fd fd, Reads reads) {
        this.socket = socket;
        this.channel = channel;
        this.fd = fd;
        this.reads = reads;
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
        Limit limit = reads.lock(reads.timeout());
        try {
            if (ended) {
                return -1;
            }
            if (reset && !fd.isClosed()) {
                throw new SocketException(RESET);
            }
            int count = (int) reads.read(limit, ByteBuffer.wrap(bytes, offset, Math.min(length, Reads.MOST)));
            if (count < 0) {
                if (fd.isClosed()) {
                    throw SocketErrors.closed(); // the peer has answered the close already
                }
                ended = true;
            }
            return count;
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (IOException e) {
            reset = RESET.equals(e.getMessage());
            throw fd.isClosed() ? SocketErrors.closed() : SocketErrors.translate(e);
        } finally {
            reads.unlock();
        }
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
