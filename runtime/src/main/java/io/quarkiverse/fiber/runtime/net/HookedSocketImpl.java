package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/**
 * A socket over a non-blocking channel, with the behaviour of the JDK's own on every kind of thread, and with limits from
 * configuration: {@link Limits}.
 * <p>
 * An operation tries first and waits only if it has to, but for a read where nothing is likely to be there yet. One thread
 * reads and one writes at a time.
 */
final class HookedSocketImpl extends SocketImpl {

    private final FiberIo io;

    /** Written once, by {@link #create} or {@link #attach}. */
    private volatile SocketChannel channel;
    private volatile Fd fd;

    private Reads reads;
    private SocketInput input;
    private SocketOutput output;

    private volatile boolean lingers;

    /** Of the connect that is under way, also through a proxy; null before and after. Written by its thread. */
    private Limit connect;

    HookedSocketImpl(FiberIo io) {
        this.io = io;
    }

    /** Null while there is none. */
    Fd fd() {
        return fd;
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
        Fd opened = io.open(made, this);
        reads = new Reads(made, opened);
        input = new SocketInput(this, made, opened, reads);
        output = new SocketOutput(this, made, opened, new Writes(made, opened, reads));
        fd = opened;
        channel = made;
    }

    /** Takes an accepted connection. */
    void accepted(SocketChannel connection) throws IOException {
        attach(connection);
        InetSocketAddress peer = (InetSocketAddress) connection.getRemoteAddress();
        address = peer.getAddress();
        port = peer.getPort();
        localport = ((InetSocketAddress) connection.getLocalAddress()).getPort();
        fd.setPeer(peer);
    }

    // --- connect

    /**
     * The code connects; what follows comes through the JDK's proxy client, with the proxy's address, or directly.
     *
     * @return how many milliseconds are left for the JDK, 0 for no limit; never less than are left in fact
     */
    int beginConnect(long began, InetSocketAddress remote, int millis) {
        fd.setTarget(remote);
        connect = Limit.ofConnect(fd, millis, began);
        if (connect.deadline() == Deadlines.NEVER) {
            return 0;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(Deadlines.left(connect.deadline()));
        return (int) Math.min(left + 2, Integer.MAX_VALUE); // its clock has whole milliseconds, too
    }

    /** The limit of the connect that has begun is over. */
    SocketTimeoutException connectTimedOut() {
        return connect.timedOut(Connects.TIMED_OUT, Connects.OPERATION, fd);
    }

    void endConnect() {
        connect = null;
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), 0);
    }

    /**
     * Takes the timeout from {@link #beginConnect}. A socket that is not ours has not called that, and says zero where the code
     * has set none; it may name a proxy here.
     */
    @Override
    protected void connect(SocketAddress remote, int millis) throws IOException {
        if (!(remote instanceof InetSocketAddress next)) {
            throw new IOException("Unsupported address type");
        }
        if (next.isUnresolved()) {
            throw new UnknownHostException(next.getHostName());
        }
        if (connect == null) {
            beginConnect(System.nanoTime(), next, millis == 0 ? Limits.UNSET : millis);
        }
        InetSocketAddress peer = next.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLocalHost(), next.getPort())
                : next;
        try {
            reads.turn().lock();
            try {
                connectTo(peer);
            } finally {
                reads.turn().unlock();
            }
        } catch (IOException e) {
            close();
            if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
                throw new SocketException("Closed by interrupt");
            }
            throw SocketErrors.translate(e);
        }
    }

    private void connectTo(InetSocketAddress peer) throws IOException {
        Fd connecting = fd;
        address = peer.getAddress();
        port = peer.getPort();
        boolean connected;
        connect.requireNotExceeded(Connects.TIMED_OUT, Connects.OPERATION, connecting);
        try {
            connected = channel.connect(peer);
        } catch (AlreadyConnectedException e) {
            throw new SocketException("Already connected");
        } catch (ConnectionPendingException e) {
            throw new SocketException("Connection in progress");
        } catch (UnsupportedAddressTypeException e) {
            throw new SocketException("Protocol family unavailable", e);
        }
        if (!connected) {
            Connects.finish(channel, connecting, connect);
        }
        localport = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** The timeout of reads as the code has set it, {@link Limits#UNSET} if it has not. */
    int timeout() {
        return reads.timeout();
    }

    void setTimeout(int millis) {
        reads.setTimeout(millis);
    }

    // --- streams

    @Override
    protected InputStream getInputStream() {
        return input;
    }

    @Override
    protected OutputStream getOutputStream() {
        return output;
    }

    @Override
    protected int available() throws IOException {
        return input.available();
    }

    @Override
    protected boolean supportsUrgentData() {
        return true;
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        output.writeUrgent(data);
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
        } catch (AlreadyBoundException | ConnectionPendingException | UnsupportedAddressTypeException e) {
            throw (SocketException) new SocketException(e.toString()).initCause(e);
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
        SocketErrors.requireOpen(channel);
        if (option == SocketOptions.SO_TIMEOUT) {
            reads.setTimeout((Integer) value);
        } else if (option == SocketOptions.SO_OOBINLINE) {
            channel.socket().setOOBInline((Boolean) value);
        } else {
            ChannelOptions.set(channel, option, value);
            if (option == SocketOptions.SO_LINGER) {
                lingers = !Boolean.FALSE.equals(value);
            }
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        SocketErrors.requireOpen(channel);
        return switch (option) {
            case SocketOptions.SO_TIMEOUT -> Math.max(reads.timeout(), 0);
            case SocketOptions.SO_OOBINLINE -> channel.socket().getOOBInline();
            default -> ChannelOptions.get(channel, option);
        };
    }

    @Override
    protected <T> void setOption(SocketOption<T> option, T value) throws IOException {
        SocketErrors.requireOpen(channel);
        ChannelOptions.set(channel, option, value);
        if (option == StandardSocketOptions.SO_LINGER) {
            lingers = (Integer) value >= 0;
        }
    }

    @Override
    protected <T> T getOption(SocketOption<T> option) throws IOException {
        SocketErrors.requireOpen(channel);
        return ChannelOptions.get(channel, option);
    }

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        return ChannelOptions.supported(channel);
    }

    @Override
    protected void close() throws IOException {
        Fd closing = fd;
        if (closing != null) {
            closing.close(lingers);
        }
    }
}
