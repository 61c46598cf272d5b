package io.quarkiverse.fiber.runtime.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.runtime.io.FiberIo;

/**
 * TLS over hooked sockets, by the JDK's own implementation: its sockets can use the streams of a socket that is connected
 * already.
 */
public final class TlsSockets {

    private static final Logger LOG = Logger.getLogger(TlsSockets.class);

    /** Whose sockets behave the same whether they are layered or not. */
    private static final String JDKS = "sun.security.ssl.SSLSocketFactoryImpl";

    /** The classes of other factories that the log has told of. */
    private static final Set<String> OTHERS = ConcurrentHashMap.newKeySet();

    private TlsSockets() {
    }

    /** Whether the factory is the JDK's own. Another may make sockets for good reason in a way of its own. */
    public static boolean canLayer(SSLSocketFactory factory) {
        String type = factory.getClass().getName();
        if (type.equals(JDKS)) {
            return true;
        }
        if (OTHERS.add(type)) {
            LOG.infof("Sockets that %s makes are its own: they block, unless it layers them over a hooked one", type);
        }
        return false;
    }

    /**
     * The client's side of TLS over a connection, which is closed if that fails.
     *
     * @param host the name that the code has given for the peer; null for an address
     */
    public static SSLSocket layer(SSLSocketFactory factory, Socket connection, String host) throws IOException {
        return closedOnFailure(connection,
                () -> (SSLSocket) factory.createSocket(connection, host, connection.getPort(), true));
    }

    /** The client's side of TLS over what is not connected yet. */
    public static Socket open(FiberIo io, SSLSocketFactory factory) throws IOException {
        return new TlsSocket(factory, HookedSockets.open(io));
    }

    /** The server's side of TLS over each connection that a listener accepts. */
    public static ServerSocket listener(SSLServerSocketFactory factory, SSLSocketFactory connections, ServerSocket listener)
            throws IOException {
        return closedOnFailure(listener,
                () -> new TlsServerSocket(listener, connections, (SSLServerSocket) factory.createServerSocket()));
    }

    /** The server's side of TLS over an accepted connection, with the settings of the listener as they are now. */
    static SSLSocket accepted(SSLSocketFactory factory, Socket connection, SSLServerSocket settings) throws IOException {
        return closedOnFailure(connection, () -> {
            SSLSocket accepted = (SSLSocket) factory.createSocket(connection, null, true);
            SSLParameters parameters = settings.getSSLParameters();
            if (parameters.getMaximumPacketSize() == 0) { // none is set: a connection knows its own
                parameters.setMaximumPacketSize(accepted.getSSLParameters().getMaximumPacketSize());
            }
            configure(accepted, settings.getUseClientMode(), parameters, settings.getEnableSessionCreation());
            return accepted;
        });
    }

    static void configure(SSLSocket socket, boolean clientMode, SSLParameters parameters, boolean newSessions) {
        socket.setUseClientMode(clientMode); // parameters have other defaults afterwards
        socket.setSSLParameters(parameters);
        socket.setEnableSessionCreation(newSessions);
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private static <T> T closedOnFailure(Closeable socket, Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (Throwable e) {
            try {
                socket.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }
}
