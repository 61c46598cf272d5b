package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedSockets;
import io.quarkiverse.fiber.runtime.net.TlsSockets;

/** As the JDK's factory for TLS, but each socket is layered over a hooked one. */
final class HookedTlsSocketFactory extends SocketFactory {

    private final FiberIo io;
    private final SSLSocketFactory jdk;

    HookedTlsSocketFactory(FiberIo io, SSLSocketFactory jdk) {
        this.io = io;
        this.jdk = jdk;
    }

    @Override
    public Socket createSocket() throws IOException {
        return TlsSockets.open(io, jdk);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return TlsSockets.layer(jdk, HookedSockets.connect(io, host, port, null), host);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return TlsSockets.layer(jdk, HookedSockets.connect(io, new InetSocketAddress(address, port), null), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        InetSocketAddress local = new InetSocketAddress(localAddress, localPort);
        return TlsSockets.layer(jdk, HookedSockets.connect(io, host, port, local), host);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        InetSocketAddress local = new InetSocketAddress(localAddress, localPort);
        return TlsSockets.layer(jdk, HookedSockets.connect(io, new InetSocketAddress(address, port), local), null);
    }
}
