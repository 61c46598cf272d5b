package io.quarkiverse.fiber.runtime.hook;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.net.TlsSockets;

/** What {@code HttpsURLConnection.setSSLSocketFactory(...)} becomes. Code does not see the factory that hooks put in. */
@HooksOf(HttpsURLConnection.class)
public final class HttpsURLConnectionHooks {

    /** Whose clients can do with the factory below. */
    private static final String JDKS = "sun.net.www.protocol.https.";

    private HttpsURLConnectionHooks() {
    }

    public static void setSSLSocketFactory(HttpsURLConnection connection, SSLSocketFactory factory) {
        boolean hooked = CurrentIo.get() != null && factory != null && TlsSockets.canLayer(factory)
                && connection.getClass().getName().startsWith(JDKS);
        connection.setSSLSocketFactory(hooked ? HttpsSocketFactory.of(factory) : factory);
    }

    public static SSLSocketFactory getSSLSocketFactory(HttpsURLConnection connection) {
        SSLSocketFactory factory = connection.getSSLSocketFactory();
        return factory instanceof HttpsSocketFactory hooked ? hooked.jdk() : factory;
    }
}
