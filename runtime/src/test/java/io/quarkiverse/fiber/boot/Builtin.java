package io.quarkiverse.fiber.boot;

import java.net.spi.InetAddressResolver;

/** Lets tests stand in for the JDK's own resolver. */
public final class Builtin {

    private Builtin() {
    }

    public static InetAddressResolver get() {
        return FiberResolverProvider.builtin;
    }

    public static void set(InetAddressResolver resolver) {
        FiberResolverProvider.builtin = resolver;
    }
}
