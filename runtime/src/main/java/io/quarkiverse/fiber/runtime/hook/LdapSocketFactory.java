package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Comparator;

import javax.net.SocketFactory;

/**
 * Makes hooked sockets for the JDK's client for LDAP, which loads this class by its name. It pools connections only of
 * factories that can tell whether another is the same.
 */
public final class LdapSocketFactory extends SocketFactory implements Comparator<String> {

    private LdapSocketFactory() {
    }

    public static SocketFactory getDefault() {
        return new LdapSocketFactory();
    }

    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
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
