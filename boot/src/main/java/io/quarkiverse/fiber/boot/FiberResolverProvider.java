package io.quarkiverse.fiber.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Makes the resolver of the JVM: the JDK's own, which each application may have called in another way for its own fibers.
 * <p>
 * The JDK loads one resolver, at the first lookup, and keeps it for ever. So this class is loaded from the class path of the
 * JVM, and knows applications only between their start and their stop. There is more than one while tests run beside dev mode.
 */
public final class FiberResolverProvider extends InetAddressResolverProvider {

    private static final List<Lookups> APPLICATIONS = new CopyOnWriteArrayList<>();

    /** The JDK's own; null as long as the JVM has not asked for a resolver, and for ever if it has taken another. */
    static volatile InetAddressResolver builtin;

    public static boolean isLoaded() {
        return builtin != null;
    }

    public static void add(Lookups application) {
        APPLICATIONS.add(application);
    }

    public static void remove(Lookups application) {
        APPLICATIONS.remove(application);
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        builtin = configuration.builtinResolver();
        return new Resolver();
    }

    @Override
    public String name() {
        return "quarkus-fiber";
    }

    /** Null where the JDK's own is called in place. */
    private static Lookups ofCaller() {
        for (Lookups application : APPLICATIONS) {
            if (application.takeCaller()) {
                return application;
            }
        }
        return null;
    }

    private static final class Resolver implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            Lookups application = ofCaller();
            return application == null ? builtin.lookupByName(host, policy)
                    : application.run(host, () -> builtin.lookupByName(host, policy));
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            Lookups application = ofCaller();
            return application == null ? builtin.lookupByAddress(address)
                    : application.run(InetAddress.getByAddress(address).getHostAddress(),
                            () -> builtin.lookupByAddress(address));
        }
    }
}
