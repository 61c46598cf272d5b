package io.quarkiverse.fiber.runtime.hook;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

import io.quarkiverse.fiber.runtime.CurrentIo;

/** What {@code SSLContext.getServerSocketFactory()} becomes: a factory alone does not say which context it is of. */
@HooksOf(SSLContext.class)
public final class SSLContextHooks {

    private SSLContextHooks() {
    }

    public static SSLServerSocketFactory getServerSocketFactory(SSLContext context) {
        SSLServerSocketFactory jdk = context.getServerSocketFactory();
        return CurrentIo.get() == null ? jdk : HookedTlsServerSocketFactory.of(jdk, context);
    }
}
