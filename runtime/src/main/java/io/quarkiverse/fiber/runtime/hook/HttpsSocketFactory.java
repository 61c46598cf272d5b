package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.WeakHashMap;

import javax.net.ssl.SSLSocketFactory;

/**
 * Has the JDK's client for HTTPS use a hooked socket: it takes one without TLS, connects it, and layers TLS over it itself.
 * <p>
 * The JDK keeps connections of one factory for the next request with the same, so there is one of these for each.
 */
final class HttpsSocketFactory extends SSLSocketFactory {

    private static final Map<SSLSocketFactory, WeakReference<HttpsSocketFactory>> ALL = new WeakHashMap<>();

    private final SSLSocketFactory jdk;

    private HttpsSocketFactory(SSLSocketFactory jdk) {
        this.jdk = jdk;
    }

    static HttpsSocketFactory of(SSLSocketFactory jdk) {
        synchronized (ALL) {
            WeakReference<HttpsSocketFactory> known = ALL.get(jdk);
            HttpsSocketFactory factory = known == null ? null : known.get();
            if (factory == null) {
                factory = new HttpsSocketFactory(jdk);
                ALL.put(jdk, new WeakReference<>(factory));
            }
            return factory;
        }
    }

    SSLSocketFactory jdk() {
        return jdk;
    }

    @Override
    public Socket createSocket() {
        return SocketHooks.create();
    }

    @Override
    public Socket createSocket(Socket connection, String host, int port, boolean autoClose) throws IOException {
        return jdk.createSocket(connection, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return SocketFactoryHooks.createSocket(jdk, host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return SocketFactoryHooks.createSocket(jdk, address, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return SocketFactoryHooks.createSocket(jdk, host, port, localAddress, localPort);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        return SocketFactoryHooks.createSocket(jdk, address, port, localAddress, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return jdk.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return jdk.getSupportedCipherSuites();
    }
}
