package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** A {@link SocketChannel} whose blocking operations park fibers, and have limits from configuration. */
final class HookedSocketChannel extends SocketChannel implements HookedChannel {

    private final SocketChannel channel;
    private final Fd fd;
    private final Reads reads;
    private final Writes writes;
    private final ChannelKeys keys;

    private volatile boolean lingers;
    /** Written true before it is: a write may find out first. */
    private volatile boolean outputShutDown;
    /** Null until somebody asks for it. */
    private Socket adaptor;

    HookedSocketChannel(FiberIo io, SocketChannel channel) throws IOException {
        super(channel.provider());
        this.channel = channel;
        fd = io.open(channel, this);
        reads = new Reads(channel, fd);
        writes = new Writes(channel, fd, reads);
        keys = new ChannelKeys(this, channel);
    }

    static HookedSocketChannel accepted(FiberIo io, SocketChannel channel) throws IOException {
        HookedSocketChannel accepted = new HookedSocketChannel(io, channel);
        accepted.fd.setPeer(channel.getRemoteAddress());
        return accepted;
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

    // --- connect

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        return connect(remote, Limits.UNSET, false);
    }

    /**
     * @param millis the timeout that the code has set, or {@link Limits#UNSET}
     * @param mustBlock as with sockets, which do not know the other mode
     */
    boolean connect(SocketAddress remote, int millis, boolean mustBlock) throws IOException {
        long began = System.nanoTime();
        Addresses.check(remote, isUnix());
        lock();
        try {
            requireOpen();
            if (mustBlock && !isBlocking()) {
                throw new IllegalBlockingModeException();
            }
            if (!channel.isConnected() && !channel.isConnectionPending()) {
                fd.setTarget(remote);
            }
            if (!isBlocking()) {
                return channel.connect(remote);
            }
            BlockingCall.run(this, () -> {
                Limit limit = Limit.ofConnect(fd, millis, began);
                limit.requireNotExceeded(Connects.TIMED_OUT, Connects.OPERATION, fd);
                if (!channel.connect(remote)) {
                    Connects.finish(channel, fd, limit);
                }
                return 1;
            });
            return true;
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            unlock();
        }
    }

    @Override
    public boolean finishConnect() throws IOException {
        long began = System.nanoTime();
        lock();
        try {
            if (channel.isConnected()) {
                return true;
            }
            requireOpen();
            if (!isBlocking()) {
                return channel.finishConnect();
            }
            BlockingCall.run(this, () -> {
                if (!channel.finishConnect()) {
                    Connects.finish(channel, fd, Limit.ofConnect(fd, Limits.UNSET, began));
                }
                return 1;
            });
            return true;
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            unlock();
        }
    }

    private boolean isUnix() {
        return !channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY);
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isConnectionPending() {
        return channel.isConnectionPending();
    }

    // --- read and write

    @Override
    public int read(ByteBuffer room) throws IOException {
        return (int) read(Limits.UNSET, false, Objects.requireNonNull(room));
    }

    @Override
    public long read(ByteBuffer[] rooms, int offset, int length) throws IOException {
        return read(Limits.UNSET, false, Buffers.part(rooms, offset, length));
    }

    /** As {@link #connect(SocketAddress, int, boolean)}. */
    long read(int millis, boolean mustBlock, ByteBuffer... rooms) throws IOException {
        Limit limit = reads.lock(millis);
        try {
            requireConnected(mustBlock);
            if (isBlocking() && Buffers.haveRoom(rooms)) {
                return BlockingCall.run(this, () -> reads.read(limit, rooms));
            }
            return reads.readNow(rooms);
        } finally {
            reads.unlock();
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return (int) write(false, Objects.requireNonNull(bytes));
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return write(false, Buffers.part(bytes, offset, length));
    }

    /** As {@link #connect(SocketAddress, int, boolean)}. */
    long write(boolean mustBlock, ByteBuffer... bytes) throws IOException {
        writes.lock();
        try {
            requireConnected(mustBlock);
            if (isBlocking() && Buffers.remaining(bytes) > 0) {
                return BlockingCall.run(this, () -> writeAll(bytes));
            }
            return writes.writeNow(bytes);
        } finally {
            writes.unlock();
        }
    }

    private long writeAll(ByteBuffer[] bytes) throws IOException {
        try {
            return writes.write(bytes);
        } catch (InterruptedIOException | FiberCancelledException e) {
            throw e;
        } catch (IOException e) {
            throw outputShutDown ? new AsynchronousCloseException() : e;
        }
    }

    private void requireConnected(boolean mustBlock) throws IOException {
        requireOpen();
        if (!channel.isConnected()) {
            throw new NotYetConnectedException();
        }
        if (mustBlock && !isBlocking()) {
            throw new IllegalBlockingModeException();
        }
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        requireOpen();
        channel.shutdownInput();
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        requireConnected(false);
        outputShutDown = true;
        channel.shutdownOutput();
        return this;
    }

    // --- mode and close

    /** When nobody reads or writes, as with the JDK's. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        requireModeFor(block);
        lock();
        try {
            requireOpen();
        } finally {
            unlock();
        }
    }

    private void lock() {
        reads.turn().lock();
        writes.turn().lock();
    }

    private void unlock() {
        writes.turn().unlock();
        reads.turn().unlock();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        closeWithin(lingers);
    }

    // --- addresses and options

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        channel.bind(local);
        return this;
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return channel.getLocalAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        return channel.getRemoteAddress();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
        if (option == StandardSocketOptions.SO_LINGER) {
            lingers = (Integer) value >= 0;
        }
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

    void setLingers(boolean on) {
        lingers = on;
    }

    @Override
    public synchronized Socket socket() {
        if (adaptor == null) {
            try {
                adaptor = new ChannelSocket(this, channel.socket());
            } catch (SocketException e) {
                throw new IllegalStateException("The JDK declares it and does not throw it", e);
            }
        }
        return adaptor;
    }

    @Override
    public String toString() {
        return "Hooked " + channel;
    }
}
