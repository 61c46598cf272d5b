package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Set;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/**
 * A {@link DatagramSocket} over a non-blocking channel, with the behaviour of the JDK's own on every kind of thread, and with
 * limits from configuration. As the JDK's own behind the scenes, each is a {@link MulticastSocket} too.
 * <p>
 * {@link Datagrams} does what may have to wait, and the JDK's view of the channel all the rest.
 */
class HookedDatagramSocket extends MulticastSocket implements FdOwner {

    private final MulticastSocket jdk;
    private final Fd fd;
    private final Datagrams datagrams;
    private final Bound bound;

    /** Who changes the time to live for one datagram, and who asks for it. */
    private final Turn timeToLive = new Turn();

    HookedDatagramSocket(FiberIo io) throws IOException {
        super(JdkDatagrams.noDelegate());
        DatagramChannel channel = DatagramChannel.open();
        fd = io.open(channel, this);
        jdk = (MulticastSocket) channel.socket();
        datagrams = new Datagrams(channel, fd);
        bound = new Bound(jdk);
        nameThePeer();
    }

    /** Over a channel that is somebody else's. */
    HookedDatagramSocket(Fd fd, MulticastSocket jdk, Datagrams datagrams) throws IOException {
        super(JdkDatagrams.noDelegate());
        this.fd = fd;
        this.jdk = jdk;
        this.datagrams = datagrams;
        bound = new Bound(jdk);
    }

    @Override
    public Fd fd() {
        return fd;
    }

    private void nameThePeer() {
        if (jdk.getRemoteSocketAddress() instanceof InetSocketAddress peer) {
            fd.setTarget(peer);
        } else {
            fd.setPeer(bound);
        }
    }

    // --- what may wait

    @Override
    public void send(DatagramPacket packet) throws IOException {
        try {
            datagrams.send(packet);
        } catch (ClosedChannelException e) {
            throw new SocketException("Socket closed", e);
        }
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public void send(DatagramPacket packet, byte ttl) throws IOException {
        timeToLive.lock();
        try {
            int before = getTimeToLive();
            setTTL(ttl);
            try {
                send(packet);
            } finally {
                setTimeToLive(before);
            }
        } finally {
            timeToLive.unlock();
        }
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        try {
            datagrams.receive(packet);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (InterruptedIOException e) {
            close();
            throw new SocketException("Closed by interrupt");
        } catch (ClosedChannelException e) {
            throw new SocketException("Socket closed", e);
        }
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        requireOpen();
        if (timeout < 0) {
            throw new IllegalArgumentException("timeout < 0");
        }
        datagrams.setTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        requireOpen();
        return Math.max(datagrams.timeout(), 0);
    }

    private void requireOpen() throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
    }

    /** Returns when the port is free again. */
    @Override
    public void close() {
        try {
            fd.close(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- addresses

    @Override
    public void bind(SocketAddress local) throws SocketException {
        datagrams.lock();
        try {
            jdk.bind(local);
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public void connect(InetAddress address, int port) {
        datagrams.lock();
        try {
            jdk.connect(address, port);
            nameThePeer();
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public void connect(SocketAddress remote) throws SocketException {
        datagrams.lock();
        try {
            jdk.connect(remote);
            nameThePeer();
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public void disconnect() {
        datagrams.lock();
        try {
            jdk.disconnect();
            nameThePeer();
        } finally {
            datagrams.unlock();
        }
    }

    @Override
    public boolean isBound() {
        return jdk.isBound();
    }

    @Override
    public boolean isConnected() {
        return jdk.isConnected();
    }

    @Override
    public boolean isClosed() {
        return jdk.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return jdk.getInetAddress();
    }

    @Override
    public int getPort() {
        return jdk.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return jdk.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return jdk.getLocalSocketAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return jdk.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return jdk.getLocalPort();
    }

    // --- options

    @Override
    public <T> DatagramSocket setOption(SocketOption<T> option, T value) throws IOException {
        jdk.setOption(option, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return jdk.getOption(option);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return jdk.supportedOptions();
    }

    @Override
    public void setSendBufferSize(int size) throws SocketException {
        jdk.setSendBufferSize(size);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return jdk.getSendBufferSize();
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        jdk.setReceiveBufferSize(size);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return jdk.getReceiveBufferSize();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        jdk.setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return jdk.getReuseAddress();
    }

    @Override
    public void setBroadcast(boolean on) throws SocketException {
        jdk.setBroadcast(on);
    }

    @Override
    public boolean getBroadcast() throws SocketException {
        return jdk.getBroadcast();
    }

    @Override
    public void setTrafficClass(int trafficClass) throws SocketException {
        jdk.setTrafficClass(trafficClass);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return jdk.getTrafficClass();
    }

    // --- multicast

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public void setTTL(byte ttl) throws IOException {
        setTimeToLive(Byte.toUnsignedInt(ttl));
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public byte getTTL() throws IOException {
        return (byte) getTimeToLive();
    }

    @Override
    public void setTimeToLive(int ttl) throws IOException {
        timeToLive.lock();
        try {
            jdk.setTimeToLive(ttl);
        } finally {
            timeToLive.unlock();
        }
    }

    @Override
    public int getTimeToLive() throws IOException {
        timeToLive.lock();
        try {
            return jdk.getTimeToLive();
        } finally {
            timeToLive.unlock();
        }
    }

    @Override
    @Deprecated
    public void joinGroup(InetAddress group) throws IOException {
        jdk.joinGroup(group);
    }

    @Override
    @Deprecated
    public void leaveGroup(InetAddress group) throws IOException {
        jdk.leaveGroup(group);
    }

    @Override
    public void joinGroup(SocketAddress group, NetworkInterface at) throws IOException {
        jdk.joinGroup(group, at);
    }

    @Override
    public void leaveGroup(SocketAddress group, NetworkInterface at) throws IOException {
        jdk.leaveGroup(group, at);
    }

    @Override
    @Deprecated
    public void setInterface(InetAddress address) throws SocketException {
        jdk.setInterface(address);
    }

    @Override
    @Deprecated
    public InetAddress getInterface() throws SocketException {
        return jdk.getInterface();
    }

    @Override
    public void setNetworkInterface(NetworkInterface networkInterface) throws SocketException {
        jdk.setNetworkInterface(networkInterface);
    }

    @Override
    public NetworkInterface getNetworkInterface() throws SocketException {
        return jdk.getNetworkInterface();
    }

    @Override
    @Deprecated
    public void setLoopbackMode(boolean disable) throws SocketException {
        jdk.setLoopbackMode(disable);
    }

    @Override
    @Deprecated
    public boolean getLoopbackMode() throws SocketException {
        return jdk.getLoopbackMode();
    }
}
