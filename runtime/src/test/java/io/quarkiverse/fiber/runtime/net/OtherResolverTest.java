package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** In a JVM whose resolver is not ours lookups are the JDK's, and one line says why. */
class OtherResolverTest {

    private static final String WARNING = "A lookup of a name blocks the carrier of its fiber";

    private static ForkedJvm.Result run(String option, String first) throws Exception {
        return ForkedJvm.run(Main.class, List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET,
                ForkedJvm.OPEN_SUN_NIO_CH, "--enable-native-access=ALL-UNNAMED", option), first);
    }

    @Test
    void nothingIsSaidWhereTheResolverIsOurs() throws Exception {
        ForkedJvm.Result result = run("-Dnothing", "");
        assertFalse(result.output().contains(WARNING), result.output());
        assertEquals("offloaded", result.lastLine(), result.output());
    }

    @Test
    void resolverThatWasLoadedBeforeIsKept() throws Exception {
        assertWarned(run("-Dnothing", "look up first"), "because the JVM has loaded its resolver of names before");
    }

    @Test
    void hostsFileOfTheJdkIsKept(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        assertWarned(run("-Djdk.net.hosts.file=" + hosts, ""), "because the JVM reads names from the file");
    }

    private static void assertWarned(ForkedJvm.Result result, String why) {
        assertEquals(1, result.output().lines().filter(line -> line.contains(WARNING) && line.contains(why)).count(),
                result.output());
        assertEquals("in place", result.lastLine(), result.output());
        assertEquals(0, result.exit());
    }

    static final class Main {

        public static void main(String[] arguments) throws Exception {
            if (!arguments[0].isEmpty()) {
                Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader()); // no provider
                InetAddress.getByName("localhost");
                Thread.currentThread().setContextClassLoader(Main.class.getClassLoader());
            }
            OffloadPool pool = new OffloadPool(TestNames.POOL);
            try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
                JvmResolver.use(new NameLookups(pool, () -> Duration.ofSeconds(5)));
                hooked.run(Row.EVENT_LOOP, () -> InetAddress.ofLiteral("127.0.0.1").getHostName());
            }
            boolean offloaded = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().startsWith("fiber-offload-"));
            pool.stop();
            System.out.println(offloaded ? "offloaded" : "in place");
        }
    }
}
