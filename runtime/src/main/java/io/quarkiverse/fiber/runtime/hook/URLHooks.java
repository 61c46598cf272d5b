package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;

import javax.net.ssl.HttpsURLConnection;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.UrlConnections;

/** What {@code URL.openConnection()} and the like become. */
@HooksOf(URL.class)
public final class URLHooks {

    private URLHooks() {
    }

    public static URLConnection openConnection(URL url) throws IOException {
        return hooked(url.openConnection());
    }

    public static URLConnection openConnection(URL url, Proxy proxy) throws IOException {
        return hooked(url.openConnection(proxy));
    }

    public static InputStream openStream(URL url) throws IOException {
        return openConnection(url).getInputStream();
    }

    public static Object getContent(URL url) throws IOException {
        return openConnection(url).getContent();
    }

    public static Object getContent(URL url, Class<?>[] types) throws IOException {
        return openConnection(url).getContent(types);
    }

    private static URLConnection hooked(URLConnection connection) {
        FiberIo io = CurrentIo.get();
        if (io != null && connection != null) {
            UrlConnections.limit(io, connection);
            if (connection instanceof HttpsURLConnection https) {
                HttpsURLConnectionHooks.setSSLSocketFactory(https, https.getSSLSocketFactory());
            }
        }
        return connection;
    }
}
