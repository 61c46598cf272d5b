package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.Limits;

/** A hooked channel as {@link SocketChannel#socket} shows it: what may wait is the channel's, all the rest is the JDK's. */
final class ChannelSocket extends Socket implements FdOwner {

    private final HookedSocketChannel channel;
    private final Socket jdk;

    private volatile int timeout = Limits.UNSET;

    ChannelSocket(HookedSocketChannel channel, Socket jdk) throws SocketException {
        super((SocketImpl) null);
        this.channel = channel;
        this.jdk = jdk;
    }

    @Override
    public Fd fd() {
        return channel.fd();
    }

    @Override
    public SocketChannel getChannel() {
        return channel;
    }

    // --- what may wait

    @Override
    public void connect(SocketAddress remote) throws IOException {
        connectWithin(remote, Limits.UNSET);
    }

    @Override
    public void connect(SocketAddress remote, int millis) throws IOException {
        if (millis < 0) {
            refuse(remote, millis);
        } else {
            connectWithin(remote, millis);
        }
    }

    private void connectWithin(SocketAddress remote, int millis) throws IOException {
        if (remote == null || remote instanceof InetSocketAddress target && target.isUnresolved()) {
            refuse(remote, 0);
            return;
        }
        try {
            channel.connect(remote, millis, true);
        } catch (RuntimeException e) {
            throw SocketErrors.ofAdaptor(e);
        }
    }

    /** The JDK says what is wrong, and closes the channel where it is its own. */
    private void refuse(SocketAddress remote, int millis) throws IOException {
        try {
            jdk.connect(remote, millis);
        } finally {
            if (jdk.isClosed()) {
                channel.close();
            }
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new ChannelInput(channel, jdk.getInputStream(), () -> timeout);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        jdk.getOutputStream(); // says what is wrong
        return new ChannelOutput(channel);
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        jdk.setSoTimeout(millis);
        timeout = millis;
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return jdk.getSoTimeout();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    // --- options

    @Override
    public <T> Socket setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
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
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        jdk.setSoLinger(on, seconds);
        channel.setLingers(on);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return jdk.getSoLinger();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        jdk.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return jdk.getTcpNoDelay();
    }

    @Override
    public void setOOBInline(boolean on) throws SocketException {
        jdk.setOOBInline(on);
    }

    @Override
    public boolean getOOBInline() throws SocketException {
        return jdk.getOOBInline();
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
    public void setKeepAlive(boolean on) throws SocketException {
        jdk.setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return jdk.getKeepAlive();
    }

    @Override
    public void setTrafficClass(int trafficClass) throws SocketException {
        jdk.setTrafficClass(trafficClass);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return jdk.getTrafficClass();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        jdk.setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return jdk.getReuseAddress();
    }

    // --- of the JDK

    @Override
    public void bind(SocketAddress local) throws IOException {
        jdk.bind(local);
    }

    @Override
    public void sendUrgentData(int data) throws IOException {
        jdk.sendUrgentData(data);
    }

    @Override
    public void shutdownInput() throws IOException {
        jdk.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        jdk.shutdownOutput();
    }

    @Override
    public InetAddress getInetAddress() {
        return jdk.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return jdk.getLocalAddress();
    }

    @Override
    public int getPort() {
        return jdk.getPort();
    }

    @Override
    public int getLocalPort() {
        return jdk.getLocalPort();
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
    public boolean isConnected() {
        return jdk.isConnected();
    }

    @Override
    public boolean isBound() {
        return jdk.isBound();
    }

    @Override
    public boolean isInputShutdown() {
        return jdk.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return jdk.isOutputShutdown();
    }

    @Override
    public String toString() {
        return jdk.toString();
    }
}
