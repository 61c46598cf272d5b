package io.quarkiverse.fiber.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.net.SocketFactory;

/**
 * Makes the sockets of one application, for a library that is on the class path of the JVM, where nothing of the application
 * can be seen, and takes the name of a class for its sockets.
 */
public final class ApplicationSockets extends SocketFactory {

    private static final Map<String, Supplier<SocketFactory>> APPLICATIONS = new ConcurrentHashMap<>();

    private final String application;

    /** @param application as it has called itself; one that does not run has the JDK's sockets */
    public ApplicationSockets(String application) {
        this.application = application;
    }

    /** @param sockets asked for each socket: the application may not have begun to make its own */
    public static void add(String application, Supplier<SocketFactory> sockets) {
        APPLICATIONS.put(application, sockets);
    }

    public static void remove(String application) {
        APPLICATIONS.remove(application);
    }

    private SocketFactory sockets() {
        return APPLICATIONS.getOrDefault(application, SocketFactory::getDefault).get();
    }

    @Override
    public Socket createSocket() throws IOException {
        return sockets().createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return sockets().createSocket(host, port, localAddress, localPort);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return sockets().createSocket(address, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        return sockets().createSocket(address, port, localAddress, localPort);
    }
}
