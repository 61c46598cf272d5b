package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ref.Cleaner.Cleanable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * A socket over a non-blocking channel, with the behaviour of the JDK's own on every kind of thread, and with limits from
 * configuration: {@link Limits}.
 * <p>
 * Each operation tries first and waits only if it has to. One thread reads and one writes at a time.
 */
final class HookedSocketImpl extends SocketImpl {

    /** As much as the JDK moves at once, or its cache of direct buffers would grow to the largest array. */
    private static final int MOST = 128 * 1024;

    /** What a channel says of a reset. */
    private static final String RESET = "Connection reset";

    private final FiberIo io;
    private final ReentrantLock readLock = new ReentrantLock();
    private final ReentrantLock writeLock = new ReentrantLock();

    /** Written once, by {@link #create} or {@link #attach}. */
    private volatile SocketChannel channel;
    private volatile Fd fd;
    private Cleanable forgotten;

    /** In milliseconds, as the code has set it. */
    private volatile int timeout = Limits.UNSET;
    private volatile boolean lingers;
    /** What the code has given to the connect that is under way, and when that began; written by its thread. */
    private int connectTimeout = Limits.UNSET;
    private long connectBegan;

    /** The stream has ended, which a read says also after the close. Under the read lock. */
    private boolean ended;
    /** How a limit that the code has not set ended a read. Null again as soon as bytes have come or gone. */
    private volatile SocketTimeoutException expired;
    /**
     * The peer has reset the connection, which reads say from then on, also after a shutdown of the input. Under the read lock.
     */
    private boolean reset;
    /** Why writes fail after one that was cut off: nobody knows where in the stream the next would go. Under the write lock. */
    private IOException cutOff;

    HookedSocketImpl(FiberIo io) {
        this.io = io;
    }

    @Override
    protected void create(boolean stream) throws IOException {
        if (!stream) {
            throw new IOException("Datagram socket creation not supported");
        }
        attach(SocketChannel.open());
    }

    /** Takes a channel as this socket's own. */
    void attach(SocketChannel made) throws IOException {
        boolean attached = false;
        try {
            Fd opened = io.open(made);
            fd = opened;
            channel = made;
            forgotten = io.closeWhenForgotten(this, opened);
            attached = true;
        } finally {
            if (!attached) {
                made.close();
            }
        }
    }

    /** Takes an accepted connection. */
    void accepted(SocketChannel connection) throws IOException {
        attach(connection);
        InetSocketAddress peer = (InetSocketAddress) connection.getRemoteAddress();
        address = peer.getAddress();
        port = peer.getPort();
        localport = ((InetSocketAddress) connection.getLocalAddress()).getPort();
        fd.setPeer(peer.toString(), io.rules().otherwise());
    }

    // --- connect

    void beginConnect(int timeout) {
        connectTimeout = timeout;
        connectBegan = System.nanoTime();
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), 0);
    }

    /** Takes the timeout from {@link #beginConnect}. */
    @Override
    protected void connect(SocketAddress remote, int millis) throws IOException {
        if (!(remote instanceof InetSocketAddress target)) {
            throw new IOException("Unsupported address type");
        }
        if (target.isUnresolved()) {
            throw new UnknownHostException(target.getHostName());
        }
        InetSocketAddress peer = target.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLocalHost(), target.getPort())
                : target;
        try {
            readLock.lock();
            try {
                connect(target, peer);
            } finally {
                readLock.unlock();
            }
        } catch (IOException e) {
            close();
            if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
                throw new SocketException("Closed by interrupt");
            }
            throw SocketErrors.translate(e);
        }
    }

    private void connect(InetSocketAddress target, InetSocketAddress peer) throws IOException {
        Fd connecting = fd;
        connecting.setPeer(target.toString(), io.rules().of(target));
        address = peer.getAddress();
        port = peer.getPort();
        long limit = connecting.limits().connect(connectTimeout);
        long deadline = limit == 0 ? Fd.NEVER : connectBegan + limit;
        boolean connected;
        try {
            connected = channel.connect(peer);
        } catch (AlreadyConnectedException e) {
            throw new SocketException("Already connected");
        } catch (ConnectionPendingException e) {
            throw new SocketException("Connection in progress");
        }
        while (!connected) {
            connecting.awaitOutput(deadline);
            connected = channel.finishConnect();
            if (!connected && isPast(deadline)) {
                throw SocketErrors.timedOut("Connect timed out", "connect", limit, connectTimeout, connecting);
            }
        }
        localport = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static long deadline(long limit) {
        return limit == 0 ? Fd.NEVER : System.nanoTime() + limit;
    }

    private static boolean isPast(long deadline) {
        return deadline != Fd.NEVER && deadline - System.nanoTime() <= 0;
    }

    // --- read

    private int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int millis = timeout;
        long limit = fd.limits().read(millis, Fibers.onFiber());
        long deadline = deadline(limit);
        lockForRead(deadline, limit, millis);
        try {
            if (ended) {
                return -1;
            }
            if (reset && !fd.isClosed()) {
                throw new SocketException(RESET);
            }
            ByteBuffer target = ByteBuffer.wrap(bytes, offset, Math.min(length, MOST));
            int count;
            while ((count = channel.read(target)) == 0) {
                boolean configured = limit > 0 && millis <= 0;
                if (configured && expired != null) {
                    throw SocketErrors.ignored(expired);
                }
                if (isPast(deadline)) {
                    SocketTimeoutException timedOut = SocketErrors.timedOut("Read timed out", "read", limit, millis, fd);
                    expired = configured ? timedOut : null;
                    throw timedOut;
                }
                fd.awaitInput(deadline);
            }
            if (count > 0) {
                expired = null;
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
            readLock.unlock();
        }
    }

    private void lockForRead(long deadline, long limit, int millis) throws SocketTimeoutException {
        if (deadline == Fd.NEVER || readLock.tryLock()) {
            if (!readLock.isHeldByCurrentThread()) {
                readLock.lock();
            }
            return;
        }
        boolean interrupted = false;
        try {
            for (;;) {
                try {
                    if (readLock.tryLock(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw SocketErrors.timedOut("Read timed out", "read", limit, millis, fd);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // --- write

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        writeLock.lock();
        try {
            if (cutOff != null) {
                throw new SocketException("An earlier write was cut off: " + cutOff.getMessage(), cutOff);
            }
            expired = null;
            long limit = fd.limits().write();
            long deadline = deadline(limit);
            int done = 0;
            try {
                while (done < length) {
                    int count = channel.write(ByteBuffer.wrap(bytes, offset + done, Math.min(length - done, MOST)));
                    done += count;
                    if (done < length && count == 0) {
                        if (isPast(deadline)) {
                            throw SocketErrors.timedOut("Write timed out", "write", limit, Limits.UNSET, fd);
                        }
                        fd.awaitOutput(deadline);
                    }
                }
            } catch (InterruptedIOException e) {
                e.bytesTransferred = done;
                if (done > 0) {
                    cutOff = e;
                }
                throw e;
            } finally {
                fd.countOut(done);
            }
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (ClosedChannelException e) {
            throw fd.isClosed() ? SocketErrors.closed() : new SocketException("Broken pipe"); // only the output is shut down
        } catch (IOException e) {
            throw fd.isClosed() ? SocketErrors.closed() : SocketErrors.translate(e);
        } finally {
            writeLock.unlock();
        }
    }

    @Override
    protected boolean supportsUrgentData() {
        return true;
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        writeLock.lock();
        try {
            channel.socket().sendUrgentData(data);
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (ClosedChannelException e) {
            throw fd.isClosed() ? SocketErrors.closed() : new IOException("Broken pipe"); // the JDK translates none here
        } finally {
            writeLock.unlock();
        }
    }

    // --- streams, which java.net.Socket wraps: it closes and translates interrupts

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) > 0 ? one[0] & 0xff : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
                return HookedSocketImpl.this.read(bytes, offset, length);
            }

            @Override
            public int available() throws IOException {
                return HookedSocketImpl.this.available();
            }

            @Override
            public void close() throws IOException {
                HookedSocketImpl.this.close();
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] { (byte) b }, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
                HookedSocketImpl.this.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                HookedSocketImpl.this.close();
            }
        };
    }

    @Override
    protected int available() throws IOException {
        if (!channel.isOpen()) {
            throw SocketErrors.closed();
        }
        return channel.socket().isInputShutdown() ? 0 : channel.socket().getInputStream().available();
    }

    @Override
    protected void shutdownInput() throws IOException {
        try {
            channel.shutdownInput();
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    @Override
    protected void shutdownOutput() throws IOException {
        try {
            channel.shutdownOutput();
        } catch (NotYetConnectedException e) {
            throw new SocketException("Not connected");
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    // --- address, options, close

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        try {
            channel.bind(new InetSocketAddress(host, port));
            localport = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("Not a listener");
    }

    @Override
    protected void accept(SocketImpl socket) throws IOException {
        throw new SocketException("Not a listener");
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        requireOpen();
        if (option == SocketOptions.SO_TIMEOUT) {
            timeout = (Integer) value;
        } else if (option == SocketOptions.SO_OOBINLINE) {
            channel.socket().setOOBInline((Boolean) value);
        } else {
            ChannelOptions.set(channel, option, value);
            lingers |= option == SocketOptions.SO_LINGER;
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        requireOpen();
        return switch (option) {
            case SocketOptions.SO_TIMEOUT -> Math.max(timeout, 0);
            case SocketOptions.SO_OOBINLINE -> channel.socket().getOOBInline();
            default -> ChannelOptions.get(channel, option);
        };
    }

    @Override
    protected <T> void setOption(SocketOption<T> option, T value) throws IOException {
        requireOpen();
        ChannelOptions.set(channel, option, value);
        lingers |= option == java.net.StandardSocketOptions.SO_LINGER;
    }

    @Override
    protected <T> T getOption(SocketOption<T> option) throws IOException {
        requireOpen();
        return ChannelOptions.get(channel, option);
    }

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        return ChannelOptions.supported(channel);
    }

    private void requireOpen() throws SocketException {
        if (channel == null) {
            throw new SocketException("Socket not created");
        }
        if (!channel.isOpen()) {
            throw SocketErrors.closed();
        }
    }

    @Override
    protected void close() throws IOException {
        Fd closing = fd;
        if (closing != null) {
            closing.close(lingers);
            forgotten.clean(); // does nothing more than forget
        }
    }
}
