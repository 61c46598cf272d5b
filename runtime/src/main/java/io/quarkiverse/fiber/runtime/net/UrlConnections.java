package io.quarkiverse.fiber.runtime.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * Gives connections of URLs the limits of their target. The JDK itself makes their sockets, so that the connections have to be
 * told.
 */
public final class UrlConnections {

    private UrlConnections() {
    }

    /** The limits of a connection for which the code has set none, nor the JDK's own settings. */
    public static void limit(FiberIo io, URLConnection connection) {
        Limits limits = limits(io, connection);
        if (limits != null) {
            int connect = millis(limits.connect(Limits.UNSET));
            if (connect > 0 && connection.getConnectTimeout() == 0 && !isSet("sun.net.client.defaultConnectTimeout")) {
                connection.setConnectTimeout(connect);
            }
            int read = millis(limits.read(Limits.UNSET, Fibers.current() != null));
            if (read > 0 && connection.getReadTimeout() == 0 && !isSet("sun.net.client.defaultReadTimeout")) {
                connection.setReadTimeout(read);
            }
        }
    }

    /** A connection does not tell of the JDK's own setting. */
    private static boolean isSet(String property) {
        return Integer.getInteger(property, 0) > 0;
    }

    /** The timeout of the connect, where the code has set this one. */
    public static int connectTimeout(FiberIo io, URLConnection connection, int millis) {
        Limits limits = limits(io, connection);
        return limits == null || millis < 0 ? millis : millis(limits.connect(millis));
    }

    /** The timeout of reads, where the code has set this one. */
    public static int readTimeout(FiberIo io, URLConnection connection, int millis) {
        Limits limits = limits(io, connection);
        return limits == null || millis < 0 ? millis : millis(limits.read(millis, Fibers.current() != null));
    }

    /** Null where the URL names no target. */
    private static Limits limits(FiberIo io, URLConnection connection) {
        URL url = connection.getURL();
        if (url == null) {
            return null;
        }
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        String host = url.getHost();
        return host == null || host.isEmpty() || port < 0 || port > 0xffff ? null : io.rules().of(target(host, port));
    }

    /** Without a lookup: a name that stands for an address is not known here. */
    public static InetSocketAddress target(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException e) {
            return InetSocketAddress.createUnresolved(host, port);
        }
    }

    /** Rounded up, as no limit is early. */
    private static int millis(long nanos) {
        return (int) Math.min(TimeUnit.NANOSECONDS.toMillis(nanos + 999_999), Integer.MAX_VALUE);
    }
}
