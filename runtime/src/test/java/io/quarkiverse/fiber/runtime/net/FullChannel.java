package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel that the system has no room for so many times, and then always; for sending only. */
final class FullChannel extends DatagramChannel {

    private final DatagramChannel real;
    private final AtomicInteger full;

    FullChannel(DatagramChannel real, int full) {
        super(real.provider());
        this.real = real;
        this.full = new AtomicInteger(full);
    }

    @Override
    public int send(ByteBuffer bytes, SocketAddress target) throws IOException {
        return full.getAndUpdate(times -> Math.max(times - 1, 0)) > 0 ? 0 : real.send(bytes, target);
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        return real.getRemoteAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        real.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        real.configureBlocking(block);
    }

    private static UnsupportedOperationException forSendingOnly() {
        return new UnsupportedOperationException("For sending only");
    }

    @Override
    public DatagramChannel bind(SocketAddress local) {
        throw forSendingOnly();
    }

    @Override
    public <T> DatagramChannel setOption(SocketOption<T> name, T value) {
        throw forSendingOnly();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw forSendingOnly();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        throw forSendingOnly();
    }

    @Override
    public DatagramSocket socket() {
        throw forSendingOnly();
    }

    @Override
    public boolean isConnected() {
        throw forSendingOnly();
    }

    @Override
    public DatagramChannel connect(SocketAddress remote) {
        throw forSendingOnly();
    }

    @Override
    public DatagramChannel disconnect() {
        throw forSendingOnly();
    }

    @Override
    public SocketAddress receive(ByteBuffer room) {
        throw forSendingOnly();
    }

    @Override
    public int read(ByteBuffer room) {
        throw forSendingOnly();
    }

    @Override
    public long read(ByteBuffer[] rooms, int offset, int length) {
        throw forSendingOnly();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw forSendingOnly();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw forSendingOnly();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw forSendingOnly();
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface at) {
        throw forSendingOnly();
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface at, InetAddress source) {
        throw forSendingOnly();
    }
}
