package io.quarkiverse.fiber.runtime.net;

import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentMap;

import org.jboss.logging.Logger;

/**
 * The JDK's private cache of names, as it is in JDK 25. Where {@code java.base/java.net} is not open to this class, or has
 * changed, nothing is forgotten: a lookup that was cancelled then counts as failed for as long as other failures do.
 */
final class JdkNameCache {

    private static final Logger LOG = Logger.getLogger(JdkNameCache.class);

    private static final ConcurrentMap<?, ?> ENTRIES = entries();

    private JdkNameCache() {
    }

    private static ConcurrentMap<?, ?> entries() {
        try {
            return (ConcurrentMap<?, ?>) MethodHandles.privateLookupIn(InetAddress.class, MethodHandles.lookup())
                    .findStaticGetter(InetAddress.class, "cache", ConcurrentMap.class).invoke();
        } catch (Throwable e) {
            LOG.warnf("A name counts as unknown for a while after its lookup was cancelled, because the JDK does not let in"
                    + " quarkus-fiber (run with --add-opens=java.base/java.net=ALL-UNNAMED on JDK 25): %s", e);
            return null;
        }
    }

    /**
     * Has the next lookup of a name be done. From within a lookup too: its outcome is not remembered then, as the JDK remembers
     * it only in place of the entry that it began with.
     */
    static void forget(String name) {
        if (ENTRIES != null) {
            ENTRIES.remove(name);
        }
    }
}
