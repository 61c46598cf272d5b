package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.TlsSockets;

/**
 * What {@code SocketFactory.getDefault()} becomes, and calls of factories, for TLS too: the JDK's own make hooked sockets,
 * others are left alone.
 */
@HooksOf(SocketFactory.class)
public final class SocketFactoryHooks {

    private SocketFactoryHooks() {
    }

    public static SocketFactory getDefault() {
        return CurrentIo.get() == null ? SocketFactory.getDefault() : HookedSocketFactory.INSTANCE;
    }

    public static Socket createSocket(SocketFactory factory) throws IOException {
        return hooked(factory).createSocket();
    }

    public static Socket createSocket(SocketFactory factory, String host, int port) throws IOException {
        return hooked(factory).createSocket(host, port);
    }

    public static Socket createSocket(SocketFactory factory, InetAddress address, int port) throws IOException {
        return hooked(factory).createSocket(address, port);
    }

    public static Socket createSocket(SocketFactory factory, String host, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return hooked(factory).createSocket(host, port, localAddress, localPort);
    }

    public static Socket createSocket(SocketFactory factory, InetAddress address, int port, InetAddress localAddress,
            int localPort) throws IOException {
        return hooked(factory).createSocket(address, port, localAddress, localPort);
    }

    private static SocketFactory hooked(SocketFactory factory) {
        FiberIo io = CurrentIo.get();
        if (io != null && factory instanceof SSLSocketFactory tls && TlsSockets.canLayer(tls)) {
            return new HookedTlsSocketFactory(io, tls);
        }
        return io != null && factory == SocketFactory.getDefault() ? HookedSocketFactory.INSTANCE : factory;
    }
}
