package io.quarkiverse.fiber.runtime.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.DatagramSocket;
import java.net.DatagramSocketImplFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImplFactory;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.boot.FiberSocketFactory;

/**
 * Knows whether the application has its sockets made by a factory, {@link Socket#setSocketImplFactory} for example: then they
 * are what that makes.
 * <p>
 * The only class that knows the JDK's private fields for it, as they are in JDK 25. Where {@code java.base/java.net} is not
 * open to it nothing is hooked anyway: see {@link JdkProxies} and {@link JdkDatagrams}.
 */
final class JdkFactories {

    private static final Logger LOG = Logger.getLogger(JdkFactories.class);

    private static final VarHandle OF_SOCKETS = handle(Socket.class, SocketImplFactory.class);
    private static final VarHandle OF_LISTENERS = handle(ServerSocket.class, SocketImplFactory.class);
    @SuppressWarnings("deprecation")
    private static final VarHandle OF_DATAGRAMS = handle(DatagramSocket.class, DatagramSocketImplFactory.class);

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private JdkFactories() {
    }

    private static VarHandle handle(Class<?> owner, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findStaticVarHandle(owner, "factory", type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debugf(e, "A factory of %s cannot be seen", owner.getName());
            return null;
        }
    }

    static boolean makeSockets() {
        return isSet(OF_SOCKETS);
    }

    static boolean makeListeners() {
        return isSet(OF_LISTENERS);
    }

    static boolean makeDatagrams() {
        return isSet(OF_DATAGRAMS);
    }

    private static boolean isSet(VarHandle factory) {
        Object set = factory == null ? null : factory.getVolatile();
        if (set instanceof FiberSocketFactory) {
            return false; // its sockets are hooked, and ours know more
        }
        if (set != null && REPORTED.compareAndSet(false, true)) {
            LOG.infof("Sockets are those of the factory that the application has set, %s: they block, and have no timeouts from"
                    + " configuration", set.getClass().getName());
        }
        return set != null;
    }
}
