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

    private static final ConcurrentMap<?, ?> ENTRIES;
    /** The entry of a name whose lookup is under way. */
    private static final Class<?> UNDER_WAY;

    static {
        ConcurrentMap<?, ?> entries = null;
        Class<?> underWay = null;
        try {
            entries = (ConcurrentMap<?, ?>) MethodHandles.privateLookupIn(InetAddress.class, MethodHandles.lookup())
                    .findStaticGetter(InetAddress.class, "cache", ConcurrentMap.class).invoke();
            underWay = Class.forName("java.net.InetAddress$NameServiceAddresses");
        } catch (Throwable e) {
            LOG.warnf("A name counts as unknown for a while after its lookup was cancelled, because the JDK does not let in"
                    + " quarkus-fiber (run with --add-opens=java.base/java.net=ALL-UNNAMED on JDK 25): %s", e);
        }
        ENTRIES = entries;
        UNDER_WAY = underWay;
    }

    private JdkNameCache() {
    }

    /**
     * From within a lookup: has the next one be done, whatever comes of this. The JDK remembers an outcome only in place of the
     * entry that the lookup began with.
     */
    static void forget(String name) {
        Object entry = ENTRIES == null ? null : ENTRIES.get(name);
        if (entry != null && entry.getClass() == UNDER_WAY) {
            ENTRIES.remove(name, entry);
        }
    }
}
