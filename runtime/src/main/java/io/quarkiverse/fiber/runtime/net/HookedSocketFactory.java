package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import io.quarkiverse.fiber.runtime.io.FiberIo;

/** As the JDK's default factory, with hooked sockets. */
public final class HookedSocketFactory extends SocketFactory {

    private final FiberIo io;

    public HookedSocketFactory(FiberIo io) {
        this.io = io;
    }

    @Override
    public Socket createSocket() {
        return HookedSockets.open(io);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return HookedSockets.connect(io, HookedSockets.address(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return HookedSockets.connect(io, new InetSocketAddress(address, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return HookedSockets.connect(io, HookedSockets.address(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localHost, int localPort) throws IOException {
        return HookedSockets.connect(io, new InetSocketAddress(address, port), new InetSocketAddress(localHost, localPort));
    }
}
