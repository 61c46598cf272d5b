package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.MembershipKey;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** A {@link DatagramChannel} whose blocking operations park fibers, and have limits from configuration. */
final class HookedDatagramChannel extends DatagramChannel implements HookedChannel {

    private final DatagramChannel channel;
    private final Fd fd;
    private final Datagrams datagrams;
    private final ChannelKeys keys;

    /** Null until somebody asks for it. */
    private DatagramSocket adaptor;

    HookedDatagramChannel(FiberIo io, DatagramChannel channel) throws IOException {
        super(channel.provider());
        this.channel = channel;
        fd = io.open(channel, this);
        datagrams = new Datagrams(channel, fd);
        keys = new ChannelKeys(this, channel);
        nameThePeer();
    }

    @Override
    public Fd fd() {
        return fd;
    }

    @Override
    public ChannelKeys keys() {
        return keys;
    }

    Datagrams datagrams() {
        return datagrams;
    }

    @Override
    public void beginWait() {
        begin();
    }

    @Override
    public void endWait(boolean completed) throws AsynchronousCloseException {
        end(completed);
    }

    // --- receive and read

    @Override
    public SocketAddress receive(ByteBuffer room) throws IOException {
        if (room.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
        SocketAddress[] sender = new SocketAddress[1];
        Limit limit = datagrams.lockReceiving(Limits.UNSET);
        try {
            requireOpen();
            if (!isBlocking()) {
                return channel.receive(room);
            }
            BlockingCall.run(this, () -> {
                sender[0] = datagrams.receive(room, limit);
                return 1;
            });
            return sender[0];
        } finally {
            datagrams.unlockReceiving();
        }
    }

    /** As a socket does it, in blocking mode only. */
    void receive(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            Limit limit = datagrams.lockReceiving(datagrams.timeout());
            try {
                requireBlocking();
                BlockingCall.run(this, () -> {
                    datagrams.receive(packet, limit);
                    return 1;
                });
            } finally {
                datagrams.unlockReceiving();
            }
        }
    }

    @Override
    public int read(ByteBuffer room) throws IOException {
        return (int) readInto(Objects.requireNonNull(room));
    }

    @Override
    public long read(ByteBuffer[] rooms, int offset, int length) throws IOException {
        return readInto(Buffers.part(rooms, offset, length));
    }

    private long readInto(ByteBuffer... rooms) throws IOException {
        Limit limit = datagrams.lockReceiving(Limits.UNSET);
        try {
            requireOpen();
            if (isBlocking()) {
                return BlockingCall.run(this, () -> datagrams.read(rooms, limit));
            }
            return datagrams.readNow(rooms);
        } finally {
            datagrams.unlockReceiving();
        }
    }

    // --- send and write

    @Override
    public int send(ByteBuffer bytes, SocketAddress target) throws IOException {
        Objects.requireNonNull(bytes);
        Addresses.check(target, false);
        datagrams.lockSending();
        try {
            requireOpen();
            return isBlocking() ? (int) BlockingCall.run(this, () -> datagrams.send(target, bytes))
                    : channel.send(bytes, target);
        } finally {
            datagrams.unlockSending();
        }
    }

    /** As a socket does it, in blocking mode only. */
    void send(DatagramPacket packet) throws IOException {
        synchronized (packet) {
            datagrams.lockSending();
            try {
                requireBlocking();
                InetSocketAddress target = datagrams.targetOf(packet);
                ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength());
                BlockingCall.run(this, () -> datagrams.send(target, bytes));
            } finally {
                datagrams.unlockSending();
            }
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return (int) writeFrom(Objects.requireNonNull(bytes));
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return writeFrom(Buffers.part(bytes, offset, length));
    }

    private long writeFrom(ByteBuffer... bytes) throws IOException {
        datagrams.lockSending();
        try {
            requireOpen();
            if (isBlocking()) {
                return BlockingCall.run(this, () -> datagrams.send(null, bytes));
            }
            return datagrams.sendNow(null, bytes);
        } finally {
            datagrams.unlockSending();
        }
    }

    private void requireBlocking() throws IOException {
        requireOpen();
        if (!isBlocking()) {
            throw new IllegalBlockingModeException();
        }
    }

    // --- mode and close

    /** When nobody sends or receives, as with the JDK's. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        requireModeFor(block);
        datagrams.lock();
        try {
            requireOpen();
        } finally {
            datagrams.unlock();
        }
    }

    /** Returns when the port is free again. */
    @Override
    protected void implCloseSelectableChannel() throws IOException {
        closeWithin(true);
    }

    // --- addresses, groups and options

    void nameThePeer() throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress peer) {
            fd.setTarget(peer);
        } else {
            fd.setPeer(new Bound(channel.socket()));
        }
    }

    @Override
    public DatagramChannel bind(SocketAddress local) throws IOException {
        datagrams.lock();
        try {
            channel.bind(local);
            return this;
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public DatagramChannel connect(SocketAddress remote) throws IOException {
        datagrams.lock();
        try {
            channel.connect(remote);
            nameThePeer();
            return this;
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public DatagramChannel disconnect() throws IOException {
        datagrams.lock();
        try {
            channel.disconnect();
            if (channel.isOpen()) {
                nameThePeer();
            }
            return this;
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
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
    public MembershipKey join(InetAddress group, NetworkInterface at) throws IOException {
        return new HookedMembership(this, channel.join(group, at));
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface at, InetAddress source) throws IOException {
        return new HookedMembership(this, channel.join(group, at, source));
    }

    @Override
    public <T> DatagramChannel setOption(SocketOption<T> option, T value) throws IOException {
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
    public synchronized DatagramSocket socket() {
        if (adaptor == null) {
            try {
                adaptor = new ChannelDatagramSocket(this, channel.socket());
            } catch (IOException e) {
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
