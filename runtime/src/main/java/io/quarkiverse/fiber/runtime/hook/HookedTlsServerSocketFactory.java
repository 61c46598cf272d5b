package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedSockets;
import io.quarkiverse.fiber.runtime.net.TlsSockets;

/**
 * As the JDK's factory of server sockets for TLS, but each connection is layered over a hooked one. It may outlive the
 * application that asked for it.
 */
final class HookedTlsServerSocketFactory extends SSLServerSocketFactory {

    private final SSLServerSocketFactory jdk;
    private final SSLSocketFactory connections;

    private HookedTlsServerSocketFactory(SSLServerSocketFactory jdk, SSLSocketFactory connections) {
        this.jdk = jdk;
        this.connections = connections;
    }

    /** The factory itself where the context is of another provider than the JDK's. */
    static SSLServerSocketFactory of(SSLServerSocketFactory jdk, SSLContext context) {
        SSLSocketFactory connections = context.getSocketFactory();
        return TlsSockets.canLayer(connections) ? new HookedTlsServerSocketFactory(jdk, connections) : jdk;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return jdk.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return jdk.getSupportedCipherSuites();
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? jdk.createServerSocket()
                : TlsSockets.listener(jdk, connections, HookedSockets.listener(io));
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, HookedSockets.BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? jdk.createServerSocket(port, backlog, address)
                : TlsSockets.listener(jdk, connections, HookedSockets.listener(io, port, backlog, address));
    }
}
