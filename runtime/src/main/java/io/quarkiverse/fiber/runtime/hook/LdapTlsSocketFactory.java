package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Comparator;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes hooked sockets with TLS for the JDK's client for LDAP, which loads this class by its name. It pools connections only of
 * factories that can tell whether another is the same.
 */
public final class LdapTlsSocketFactory extends SocketFactory implements Comparator<String> {

    private LdapTlsSocketFactory() {
    }

    public static SocketFactory getDefault() {
        return new LdapTlsSocketFactory();
    }

    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
    }

    @Override
    public Socket createSocket() throws IOException {
        return SocketFactoryHooks.createSocket(SSLSocketFactory.getDefault());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return SocketFactoryHooks.createSocket(SSLSocketFactory.getDefault(), host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return SocketFactoryHooks.createSocket(SSLSocketFactory.getDefault(), address, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return SocketFactoryHooks.createSocket(SSLSocketFactory.getDefault(), host, port, localAddress, localPort);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        return SocketFactoryHooks.createSocket(SSLSocketFactory.getDefault(), address, port, localAddress, localPort);
    }
}
