package io.quarkiverse.fiber.runtime.net;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.Proxy;
import java.net.SocketImpl;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

/**
 * Has the JDK's own SOCKS client work over a hooked socket, so that each connection takes the proxy that the JDK would choose.
 * <p>
 * The only class that knows the JDK's private {@code SocksSocketImpl}, as it is in JDK 25. Where {@code java.base/java.net} is
 * not open to it, or has changed, sockets are the JDK's own, with one warning: a proxy is never bypassed.
 */
final class JdkProxies {

    private static final Logger LOG = Logger.getLogger(JdkProxies.class);

    private static final MethodHandle BY_SELECTOR;
    private static final MethodHandle THROUGH;

    private static final AtomicBoolean HTTP_REPORTED = new AtomicBoolean();

    static {
        MethodHandle bySelector = null;
        MethodHandle through = null;
        try {
            Class<?> socks = Class.forName("java.net.SocksSocketImpl");
            Lookup lookup = MethodHandles.privateLookupIn(socks, MethodHandles.lookup());
            bySelector = lookup.findConstructor(socks, MethodType.methodType(void.class, SocketImpl.class))
                    .asType(MethodType.methodType(SocketImpl.class, SocketImpl.class));
            through = lookup.findConstructor(socks, MethodType.methodType(void.class, Proxy.class, SocketImpl.class))
                    .asType(MethodType.methodType(SocketImpl.class, Proxy.class, SocketImpl.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warnf("Sockets are not hooked, because the JDK does not let in quarkus-fiber (run with"
                    + " --add-opens=java.base/java.net=ALL-UNNAMED on JDK 25), and without that a configured proxy would be"
                    + " bypassed: %s", e);
        }
        BY_SELECTOR = bySelector;
        THROUGH = through;
    }

    private JdkProxies() {
    }

    /** An implementation that asks the proxy selector at each connect; null where the JDK does not let us in. */
    static SocketImpl bySelector(SocketImpl direct) {
        try {
            return BY_SELECTOR == null ? null : (SocketImpl) BY_SELECTOR.invokeExact(direct);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no checked exception here", e);
        }
    }

    /** An implementation that connects through a SOCKS proxy; null where the JDK does not let us in. */
    static SocketImpl through(Proxy proxy, SocketImpl direct) {
        try {
            return THROUGH == null ? null : (SocketImpl) THROUGH.invokeExact(proxy, direct);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK declares no checked exception here", e);
        }
    }

    static void reportHttp(Proxy proxy) {
        if (proxy != null && HTTP_REPORTED.compareAndSet(false, true)) {
            LOG.infof("Sockets through the HTTP proxy %s are the JDK's own: without timeouts from configuration", proxy);
        }
    }
}
