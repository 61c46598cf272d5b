package io.quarkiverse.fiber.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jboss.logging.Logger;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.boot.FiberResolverProvider;
import io.quarkiverse.fiber.boot.Lookups;

/** The JVM's resolver of names, which the JDK loads at the first lookup and keeps for ever. */
public final class JvmResolver {

    private static final Logger LOG = Logger.getLogger(JvmResolver.class);

    private JvmResolver() {
    }

    /**
     * Has the JVM load its resolver, unless it has, and has it ask the application from now on. Says so if it is not ours: a
     * lookup then blocks the carrier.
     */
    public static void use(Lookups application) {
        load();
        if (FiberResolverProvider.isLoaded()) {
            FiberResolverProvider.add(application);
        } else {
            LOG.warnf("A lookup of a name blocks the carrier of its fiber, and quarkus.fiber.io.dns-timeout does not count,"
                    + " because %s", whyNot());
        }
    }

    /** Has a fiber look something up, so that nothing is loaded for a lookup in a request. */
    public static void warmUp(FiberScheduler scheduler) {
        scheduler.start(new Runnable() {
            @Override
            public void run() {
                InetAddress.ofLiteral("127.0.0.1").getHostName();
            }
        });
    }

    public static void leave(Lookups application) {
        FiberResolverProvider.remove(application);
    }

    /** The JDK asks the context class loader for resolvers: with the application's the JVM would keep that. */
    private static void load() {
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        self.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            InetAddress.getByName("localhost");
        } catch (UnknownHostException e) {
            LOG.debugf(e, "The resolver of names does not know localhost");
        } finally {
            self.setContextClassLoader(before);
        }
    }

    private static String whyNot() {
        if (System.getProperty("jdk.net.hosts.file") != null) {
            return "the JVM reads names from the file that jdk.net.hosts.file names";
        }
        return FiberResolverProvider.class.getClassLoader() == ClassLoader.getSystemClassLoader()
                ? "the JVM has loaded its resolver of names before the application started, and it is another one"
                : "quarkus-fiber-boot is not on the class path of the JVM";
    }
}
