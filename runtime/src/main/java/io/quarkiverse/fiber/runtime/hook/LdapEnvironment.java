package io.quarkiverse.fiber.runtime.hook;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;

import javax.naming.Context;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.net.UrlConnections;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * Has the JDK's client for LDAP use hooked sockets, and gives it the limits of its target: it waits for an answer without
 * reading, as a thread of its own reads. What the code has set itself stays.
 */
final class LdapEnvironment {

    private static final String LDAP = "com.sun.jndi.ldap.LdapCtxFactory";
    private static final String SOCKETS = "java.naming.ldap.factory.socket";
    private static final String CONNECT_TIMEOUT = "com.sun.jndi.ldap.connect.timeout";
    private static final String READ_TIMEOUT = "com.sun.jndi.ldap.read.timeout";

    private LdapEnvironment() {
    }

    /** A copy for LDAP; what it is given for others, and where the client could not load our classes. */
    static Hashtable<?, ?> of(Hashtable<?, ?> environment) {
        FiberIo io = CurrentIo.get();
        if (io == null || environment == null) {
            return environment;
        }
        String url = environment.get(Context.PROVIDER_URL) instanceof String urls ? urls.strip().split("\\s+")[0] : "";
        boolean ldap = LDAP.equals(environment.get(Context.INITIAL_CONTEXT_FACTORY)) || url.startsWith("ldap:")
                || url.startsWith("ldaps:");
        if (!ldap || !isSeenByTheClient()) {
            return environment;
        }
        boolean tls = url.startsWith("ldaps:") || "ssl".equals(environment.get(Context.SECURITY_PROTOCOL));
        Hashtable<Object, Object> hooked = new Hashtable<>(environment);
        hooked.putIfAbsent(SOCKETS, (tls ? LdapTlsSocketFactory.class : LdapSocketFactory.class).getName());
        Limits limits = io.rules().of(target(url, tls ? 636 : 389));
        putLimit(hooked, CONNECT_TIMEOUT, limits.connect(Limits.UNSET));
        putLimit(hooked, READ_TIMEOUT, limits.read(Limits.UNSET, Fibers.current() != null));
        return hooked;
    }

    private static InetSocketAddress target(String url, int defaultPort) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            uri = URI.create(""); // the client says what is wrong with it
        }
        return UrlConnections.target(uri.getHost() == null ? "localhost" : uri.getHost(),
                uri.getPort() < 0 ? defaultPort : uri.getPort());
    }

    private static void putLimit(Hashtable<Object, Object> environment, String name, long nanos) {
        if (nanos > 0) {
            environment.putIfAbsent(name, Long.toString(TimeUnit.NANOSECONDS.toMillis(nanos + 999_999)));
        }
    }

    private static boolean isSeenByTheClient() {
        try {
            return Class.forName(LdapSocketFactory.class.getName(), false,
                    Thread.currentThread().getContextClassLoader()) == LdapSocketFactory.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
