package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/** As the JDK's default factory, with hooked sockets. It may outlive the application that asked for it. */
class HookedSocketFactory extends SocketFactory {

    static final SocketFactory INSTANCE = new HookedSocketFactory();

    HookedSocketFactory() {
    }

    @Override
    public Socket createSocket() {
        return SocketHooks.create();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return SocketHooks.create(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return SocketHooks.create(address, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return SocketHooks.create(host, port, localAddress, localPort);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        return SocketHooks.create(address, port, localAddress, localPort);
    }
}
