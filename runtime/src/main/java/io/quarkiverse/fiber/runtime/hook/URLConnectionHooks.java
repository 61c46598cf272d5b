package io.quarkiverse.fiber.runtime.hook;

import java.net.URLConnection;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.UrlConnections;

/** What {@code URLConnection.setReadTimeout(...)} and the like become: a rule may count although the code says otherwise. */
@HooksOf(URLConnection.class)
public final class URLConnectionHooks {

    private URLConnectionHooks() {
    }

    public static void setConnectTimeout(URLConnection connection, int timeout) {
        FiberIo io = CurrentIo.get();
        connection.setConnectTimeout(io == null ? timeout : UrlConnections.connectTimeout(io, connection, timeout));
    }

    public static void setReadTimeout(URLConnection connection, int timeout) {
        FiberIo io = CurrentIo.get();
        connection.setReadTimeout(io == null ? timeout : UrlConnections.readTimeout(io, connection, timeout));
    }
}
