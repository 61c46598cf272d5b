package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** A listener over a non-blocking channel, with the behaviour of the JDK's own on every kind of thread. */
final class HookedServerSocketImpl extends SocketImpl {

    private final FiberIo io;

    /** Written once, by {@link #create}. */
    private volatile ServerSocketChannel channel;
    private volatile Fd fd;
    private Accepts accepts;
    private InetSocketAddress boundTo;

    /** In milliseconds, as the code has set it. */
    private volatile int timeout = Limits.UNSET;

    /** What the system would give connections on its own, if a channel that listens could be told. */
    private volatile Integer trafficClass = 0;

    HookedServerSocketImpl(FiberIo io) {
        this.io = io;
    }

    /** Null while there is none. */
    Fd fd() {
        return fd;
    }

    @Override
    protected void create(boolean stream) throws IOException {
        ServerSocketChannel made = ServerSocketChannel.open();
        fd = io.open(made, this);
        accepts = new Accepts(made, fd);
        channel = made;
    }

    @Override
    protected void bind(InetAddress host, int port) {
        boundTo = new InetSocketAddress(host, port); // a channel binds and listens in one step
    }

    @Override
    protected void listen(int backlog) throws IOException {
        try {
            channel.bind(boundTo, backlog < 1 ? HookedSockets.BACKLOG : backlog);
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            localport = local.getPort();
            address = boundTo.getAddress(); // with the name that the code has used
            fd.setPeer("listening on " + local);
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    @Override
    protected void accept(SocketImpl socket) throws IOException {
        if (!(socket instanceof HookedSocketImpl connection)) {
            throw new IOException("An instance of " + getClass() + " cannot accept a connection with an instance of "
                    + socket.getClass());
        }
        try {
            Limit limit = accepts.lock(timeout);
            try {
                SocketChannel accepted = accepts.accept(limit);
                connection.accepted(accepted);
                if (trafficClass != 0) {
                    accepted.setOption(StandardSocketOptions.IP_TOS, trafficClass);
                }
            } finally {
                accepts.unlock();
            }
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        SocketErrors.requireOpen(channel);
        if (option == SocketOptions.SO_TIMEOUT) {
            timeout = (Integer) value;
        } else {
            ChannelOptions.set(channel, option, value);
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        SocketErrors.requireOpen(channel);
        return option == SocketOptions.SO_TIMEOUT ? (Object) Math.max(timeout, 0) : ChannelOptions.get(channel, option);
    }

    @Override
    protected <T> void setOption(SocketOption<T> option, T value) throws IOException {
        SocketErrors.requireOpen(channel);
        if (option == StandardSocketOptions.IP_TOS) {
            trafficClass = ChannelOptions.trafficClass(value);
        } else {
            ChannelOptions.set(channel, option, value);
        }
    }

    @Override
    protected <T> T getOption(SocketOption<T> option) throws IOException {
        SocketErrors.requireOpen(channel);
        return option == StandardSocketOptions.IP_TOS ? option.type().cast(trafficClass)
                : ChannelOptions.get(channel, option);
    }

    @Override
    protected Set<SocketOption<?>> supportedOptions() {
        Set<SocketOption<?>> options = ChannelOptions.supported(channel);
        options.add(StandardSocketOptions.IP_TOS);
        return options;
    }

    /** Returns when the port is free again. */
    @Override
    protected void close() throws IOException {
        Fd closing = fd;
        if (closing != null) {
            closing.close(true);
        }
    }

    // --- what only a connection can do

    private static SocketException notAConnection() {
        return new SocketException("Not a connection");
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        throw notAConnection();
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        throw notAConnection();
    }

    @Override
    protected void connect(SocketAddress address, int timeout) throws IOException {
        throw notAConnection();
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        throw notAConnection();
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        throw notAConnection();
    }

    @Override
    protected int available() throws IOException {
        throw notAConnection();
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw notAConnection();
    }
}
