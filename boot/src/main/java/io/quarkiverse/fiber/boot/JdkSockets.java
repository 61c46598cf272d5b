package io.quarkiverse.fiber.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.SocketImpl;
import java.net.SocketImplFactory;

/**
 * Makes sockets as the JDK does where no factory is set.
 * <p>
 * The only class of this artifact that knows the JDK's private members, as they are in JDK 25.
 */
final class JdkSockets implements SocketMaker {

    private final MethodHandle create;
    private final MethodHandle behindProxy;

    /**
     * @throws IllegalStateException if the JDK does not let us in
     */
    JdkSockets() {
        try {
            Lookup lookup = MethodHandles.privateLookupIn(SocketImpl.class, MethodHandles.lookup());
            Class<?> socks = Class.forName("java.net.SocksSocketImpl");
            create = lookup.findStatic(SocketImpl.class, "createPlatformSocketImpl",
                    MethodType.methodType(SocketImpl.class, boolean.class));
            behindProxy = lookup.findConstructor(socks, MethodType.methodType(void.class, SocketImpl.class))
                    .asType(MethodType.methodType(SocketImpl.class, SocketImpl.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw notLetIn(e);
        }
    }

    private static IllegalStateException notLetIn(Exception e) {
        return new IllegalStateException("the JDK does not let in quarkus-fiber-boot (run with"
                + " --add-opens=java.base/java.net=ALL-UNNAMED on JDK 25): " + e, e);
    }

    /**
     * @param type of sockets or of listeners
     * @throws IllegalStateException if a factory makes them
     */
    static void requireNoFactory(Class<?> type) {
        Object factory;
        try {
            factory = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findStaticVarHandle(type, "factory", SocketImplFactory.class).getVolatile();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw notLetIn(e);
        }
        if (factory != null) {
            throw new IllegalStateException("the JVM takes one factory of each " + type.getName() + ", and has taken "
                    + factory.getClass().getName());
        }
    }

    @Override
    public SocketImpl socket() {
        try {
            return (SocketImpl) behindProxy.invokeExact(directSocket());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SocketImpl directSocket() {
        return create(false);
    }

    @Override
    public SocketImpl listener() {
        return create(true);
    }

    private SocketImpl create(boolean listener) {
        try {
            return (SocketImpl) create.invokeExact(listener);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
