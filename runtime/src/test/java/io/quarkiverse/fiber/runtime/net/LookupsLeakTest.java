package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.ChildFirst;

/** Lookups in a class loader of their own, behind the resolver of the JVM, which outlives it. */
class LookupsLeakTest {

    @Test
    void stopLetsTheClassLoaderGo() throws Exception {
        WeakReference<ClassLoader> loader = runInItsOwnLoader(true);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void brokenTwinThatDoesNotLeaveTheResolverKeepsIt() throws Exception {
        WeakReference<ClassLoader> loader = runInItsOwnLoader(false);
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        ClassLoader kept = loader.get();
        assertNotNull(kept);
        kept.loadClass(Application.class.getName()).getMethod("leave").invoke(null);
    }

    private static WeakReference<ClassLoader> runInItsOwnLoader(boolean leave) throws Exception {
        ClassLoader loader = new ChildFirst(NameLookups.class, Application.class);
        Class<?> application = loader.loadClass(Application.class.getName());
        application.getMethod("run").invoke(null);
        if (leave) {
            application.getMethod("leave").invoke(null);
        }
        return new WeakReference<>(loader);
    }

    /** Loaded anew for each run; stopped at its end, but for the resolver. */
    public static final class Application {

        private static NameLookups lookups;

        public static void run() throws Exception {
            OffloadPool pool = new OffloadPool(TestNames.POOL);
            lookups = new NameLookups(pool, () -> Duration.ofSeconds(20));
            try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
                JvmResolver.use(lookups);
                hooked.run(Row.EVENT_LOOP, () -> InetAddress.ofLiteral("127.0.0.1").getHostName());
            } finally {
                pool.stop();
            }
        }

        public static void leave() {
            JvmResolver.leave(lookups);
            lookups = null;
        }
    }
}
