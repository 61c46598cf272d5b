package io.quarkiverse.fiber.runtime.hook;

import java.security.NoSuchAlgorithmException;
import java.security.Security;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;

/** What {@code SSLServerSocketFactory.getDefault()} becomes. */
@HooksOf(SSLServerSocketFactory.class)
public final class SSLServerSocketFactoryHooks {

    /** Names a factory that is of no context. */
    private static final String PROVIDER = "ssl.ServerSocketFactory.provider";

    private SSLServerSocketFactoryHooks() {
    }

    public static ServerSocketFactory getDefault() {
        ServerSocketFactory jdk = SSLServerSocketFactory.getDefault();
        if (CurrentIo.get() == null || Security.getProperty(PROVIDER) != null) {
            return jdk;
        }
        try {
            return HookedTlsServerSocketFactory.of((SSLServerSocketFactory) jdk, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            return jdk; // says so for each socket
        }
    }
}
