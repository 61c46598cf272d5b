package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/** The sending side of a connection. {@link java.net.Socket} wraps it: that closes, and translates interrupts. */
final class SocketOutput extends OutputStream {

    private static final String BROKEN_PIPE = "Broken pipe";

    private final HookedSocketImpl socket;
    private final SocketChannel channel;
    private final Fd fd;
    private final Writes writes;

    SocketOutput(HookedSocketImpl socket, SocketChannel channel, Fd fd, Writes writes) {
        this.socket = socket;
        this.channel = channel;
        this.fd = fd;
        this.writes = writes;
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
        writes.lock();
        try {
            writes.write(ByteBuffer.wrap(bytes, offset, length));
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (FiberCancelledException e) {
            throw e;
        } catch (DeadlineExceededException e) {
            throw withoutInterrupt(e);
        } catch (ClosedChannelException e) {
            throw fd.isClosed() ? SocketErrors.closed() : new SocketException(BROKEN_PIPE); // only the output is shut down
        } catch (IOException e) {
            throw fd.isClosed() ? SocketErrors.closed() : SocketErrors.translate(e);
        } finally {
            writes.unlock();
        }
    }

    /** The JDK would close the socket of a virtual thread that is interrupted, as a fiber is by its own deadline. */
    private IOException withoutInterrupt(DeadlineExceededException exceeded) {
        Fiber fiber = Fibers.current();
        if (fiber != null && fiber.isCancelled()) {
            return writes.cancelled();
        }
        if (fiber != null) {
            Thread.interrupted();
        }
        return exceeded;
    }

    void writeUrgent(int data) throws IOException {
        writes.lock();
        try {
            writes.requireWhole();
            channel.socket().sendUrgentData(data);
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (ClosedChannelException e) {
            throw fd.isClosed() ? SocketErrors.closed() : new IOException(BROKEN_PIPE); // the JDK translates none here
        } finally {
            writes.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
