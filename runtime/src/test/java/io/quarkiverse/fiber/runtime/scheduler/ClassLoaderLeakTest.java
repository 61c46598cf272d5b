package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The scheduler in a class loader of its own, on loops that outlive it, as over a reload in dev mode. */
class ClassLoaderLeakTest {

    @Test
    void stopLetsTheClassLoaderGo() throws Exception {
        NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("outliving-loop", true));
        try {
            WeakReference<ClassLoader> loader = runInItsOwnLoader(loops, true);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return loader.get() == null;
            });
        } finally {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    void brokenTwinThatIsNotStoppedKeepsIt() throws Exception {
        NioEventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("outliving-loop", true));
        WeakReference<ClassLoader> loader = runInItsOwnLoader(loops, false);
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        ClassLoader kept = loader.get();
        assertNotNull(kept);
        Arrays.stream(VirtualThreads.delaySchedulers()).filter(seam -> seam.getClass().getClassLoader() == kept).findAny()
                .orElseThrow();
        kept.loadClass(Application.class.getName()).getMethod("stop").invoke(null);
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static WeakReference<ClassLoader> runInItsOwnLoader(NioEventLoopGroup loops, boolean stop) throws Exception {
        ClassLoader loader = new ChildFirst(Fibers.class, Application.class);
        Class<?> application = loader.loadClass(Application.class.getName());
        application.getMethod("run", NioEventLoopGroup.class).invoke(null, loops);
        if (stop) {
            application.getMethod("stop").invoke(null);
        }
        return new WeakReference<>(loader);
    }

    /** Loaded anew for each run; uses everything that could be left on a thread of somebody else. */
    public static final class Application {

        private static Fibers fibers;

        public static void run(NioEventLoopGroup loops) throws Exception {
            fibers = Fibers.start(new Fibers.Settings(Placement.AUTO, Carriers.HOG_THRESHOLD, Carriers.BUDGET, Map.of(),
                    Duration.ZERO, Carriers.BLOCKED_AFTER,
                    Carriers.RUNNING_AFTER, 4), loops, Application.class.getClassLoader(), loop -> LoopEvents.NONE);
            fibers.scheduler().start(Carriers.unchecked(() -> Thread.sleep(20))).thread().join();
            fibers.scheduler().start(Application::sleepUntilTheStop);
            loops.next().submit(Carriers.unchecked(() -> Thread.sleep(20))); // so that there is a rescue
            fibers.scheduler().start(Carriers.unchecked(Thread::yield)).thread().join();
        }

        /** An exception that got out would be logged, and a log handler may keep it. */
        private static void sleepUntilTheStop() {
            try {
                Thread.sleep(TimeUnit.HOURS.toMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        public static void stop() {
            fibers.stop();
            fibers = null;
        }
    }
}
