package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import javax.net.ServerSocketFactory;

/** As the JDK's default factory, with hooked server sockets. It may outlive the application that asked for it. */
final class HookedServerSocketFactory extends ServerSocketFactory {

    static final ServerSocketFactory INSTANCE = new HookedServerSocketFactory();

    private HookedServerSocketFactory() {
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return ServerSocketHooks.create();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return ServerSocketHooks.create(port);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return ServerSocketHooks.create(port, backlog);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return ServerSocketHooks.create(port, backlog, address);
    }
}
