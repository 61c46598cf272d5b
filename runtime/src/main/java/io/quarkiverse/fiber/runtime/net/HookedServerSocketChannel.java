package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** A {@link ServerSocketChannel} whose accepts park fibers, and whose connections are hooked. */
final class HookedServerSocketChannel extends ServerSocketChannel implements HookedChannel {

    private final FiberIo io;
    private final ServerSocketChannel channel;
    private final Fd fd;
    private final Accepts accepts;
    private final ChannelKeys keys;

    /** Null until somebody asks for it. */
    private ServerSocket adaptor;

    HookedServerSocketChannel(FiberIo io, ServerSocketChannel channel) throws IOException {
        super(channel.provider());
        this.io = io;
        this.channel = channel;
        fd = io.open(channel, this);
        accepts = new Accepts(channel, fd);
        keys = new ChannelKeys(this, channel);
    }

    @Override
    public Fd fd() {
        return fd;
    }

    @Override
    public ChannelKeys keys() {
        return keys;
    }

    @Override
    public void beginWait() {
        begin();
    }

    @Override
    public void endWait(boolean completed) throws AsynchronousCloseException {
        end(completed);
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        channel.bind(local, backlog);
        fd.setPeer("listening on " + channel.getLocalAddress());
        return this;
    }

    @Override
    public SocketChannel accept() throws IOException {
        return accept(Limits.UNSET, false);
    }

    /**
     * @param millis the timeout that the code has set, or {@link Limits#UNSET}
     * @param mustBlock as with sockets, which do not know the other mode
     */
    SocketChannel accept(int millis, boolean mustBlock) throws IOException {
        SocketChannel[] accepted = new SocketChannel[1];
        Limit limit = accepts.lock(millis);
        try {
            requireOpen();
            if (isBlocking()) {
                BlockingCall.run(this, () -> {
                    accepted[0] = accepts.accept(limit);
                    return 1;
                });
            } else if (mustBlock) {
                throw new IllegalBlockingModeException();
            } else {
                accepted[0] = channel.accept();
            }
        } catch (IOException e) {
            if (accepted[0] != null) {
                accepted[0].close(); // an interrupt came in the same moment
            }
            throw e;
        } finally {
            accepts.unlock();
        }
        return accepted[0] == null ? null : HookedSocketChannel.accepted(io, accepted[0]);
    }

    /** When nobody accepts, as with the JDK's. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        requireModeFor(block);
        accepts.turn().lock();
        try {
            requireOpen();
        } finally {
            accepts.unlock();
        }
    }

    /** Returns when the port is free again. */
    @Override
    protected void implCloseSelectableChannel() throws IOException {
        closeWithin(true);
    }

    // --- addresses and options

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return channel.getLocalAddress();
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return channel.getOption(option);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    @Override
    public synchronized ServerSocket socket() {
        if (adaptor == null) {
            adaptor = new ChannelServerSocket(io, this, channel.socket());
        }
        return adaptor;
    }

    @Override
    public String toString() {
        return "Hooked " + channel;
    }
}
