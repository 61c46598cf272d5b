package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** A hooked listener as {@link ServerSocketChannel#socket} shows it: accepts are the channel's, all the rest is the JDK's. */
final class ChannelServerSocket extends ServerSocket implements FdOwner {

    private final HookedServerSocketChannel channel;
    private final ServerSocket jdk;

    private volatile int timeout = Limits.UNSET;

    ChannelServerSocket(FiberIo io, HookedServerSocketChannel channel, ServerSocket jdk) {
        super(new HookedServerSocketImpl(io)); // of which nothing is used
        this.channel = channel;
        this.jdk = jdk;
    }

    @Override
    public Fd fd() {
        return channel.fd();
    }

    @Override
    public ServerSocketChannel getChannel() {
        return channel;
    }

    @Override
    public Socket accept() throws IOException {
        int millis = timeout;
        SocketChannel accepted;
        try {
            accepted = channel.accept(millis, millis > 0);
        } catch (RuntimeException e) {
            throw SocketErrors.ofAdaptor(e);
        }
        if (accepted == null) {
            throw new IllegalBlockingModeException();
        }
        return accepted.socket();
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        bind(local, HookedSockets.BACKLOG);
    }

    @Override
    public void bind(SocketAddress local, int backlog) throws IOException {
        try {
            channel.bind(local == null ? new InetSocketAddress(0) : local, backlog);
        } catch (RuntimeException e) {
            throw SocketErrors.ofAdaptor(e);
        }
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        jdk.setSoTimeout(millis);
        timeout = millis;
    }

    @Override
    public int getSoTimeout() throws IOException {
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

    // --- of the JDK

    @Override
    public InetAddress getInetAddress() {
        return jdk.getInetAddress();
    }

    @Override
    public int getLocalPort() {
        return jdk.getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return jdk.getLocalSocketAddress();
    }

    @Override
    public boolean isBound() {
        return jdk.isBound();
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
    public void setReceiveBufferSize(int size) throws SocketException {
        jdk.setReceiveBufferSize(size);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return jdk.getReceiveBufferSize();
    }

    @Override
    public <T> ServerSocket setOption(SocketOption<T> option, T value) throws IOException {
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
    public String toString() {
        return jdk.toString();
    }
}
