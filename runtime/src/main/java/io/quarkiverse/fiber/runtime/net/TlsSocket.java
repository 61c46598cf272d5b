package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;

/**
 * The client's side of TLS for code that makes a socket first and connects it later. TLS can be layered over a connection only:
 * until then a socket of the JDK's own, which is never connected, keeps the settings.
 */
final class TlsSocket extends TwoPartTlsSocket implements FdOwner {

    private final SSLSocketFactory factory;
    private final Socket connection;
    private final SSLSocket settings;
    private final List<HandshakeCompletedListener> listeners = new CopyOnWriteArrayList<>();

    /** Null before the connect; written once, by its thread. */
    private volatile SSLSocket layered;

    TlsSocket(SSLSocketFactory factory, Socket connection) throws IOException {
        this.factory = factory;
        this.connection = connection;
        settings = (SSLSocket) factory.createSocket();
    }

    @Override
    public Fd fd() {
        return connection instanceof FdOwner owner ? owner.fd() : null;
    }

    @Override
    Socket connection() {
        return connection;
    }

    @Override
    SSLSocket tls() {
        SSLSocket connected = layered;
        return connected == null ? settings : connected;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        requireInet(endpoint);
        connection.connect(endpoint);
        layer();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        requireInet(endpoint);
        connection.connect(endpoint, timeout);
        layer();
    }

    private static void requireInet(SocketAddress endpoint) throws SocketException {
        if (!(endpoint instanceof InetSocketAddress)) {
            throw new SocketException("Cannot handle non-Inet socket addresses.");
        }
    }

    private void layer() throws IOException {
        SSLSocket made = TlsSockets.layer(factory, connection, null);
        TlsSockets.configure(made, settings.getUseClientMode(), settings.getSSLParameters(),
                settings.getEnableSessionCreation());
        made.setHandshakeApplicationProtocolSelector(settings.getHandshakeApplicationProtocolSelector());
        listeners.forEach(made::addHandshakeCompletedListener);
        layered = made;
    }

    @Override
    public void close() throws IOException {
        SSLSocket closing = tls();
        if (closing == settings) {
            connection.close();
        }
        closing.close();
    }

    @Override
    public boolean isClosed() {
        return tls().isClosed() || connection.isClosed();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        tls().addHandshakeCompletedListener(listener);
        listeners.add(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        tls().removeHandshakeCompletedListener(listener);
        listeners.remove(listener);
    }
}
