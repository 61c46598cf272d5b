package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

import io.quarkiverse.fiber.NotHooked;

/** Calls that block and have no hook are reported, with the method of the source that makes them. */
class BlockingCallsTest {

    static class Calls {

        final Consumer<String> reference = System::load;

        boolean instance(InetAddress address) throws IOException {
            return address.isReachable(1000) && address.isLoopbackAddress();
        }

        ZipFile constructor(String name) throws IOException {
            return new ZipFile(name);
        }

        Callable<Runnable> lambda() {
            return () -> () -> System.loadLibrary("image");
        }

        @NotHooked
        Runnable notHooked() {
            System.loadLibrary("image");
            return () -> System.loadLibrary("image");
        }

        void fine(Process process) throws Exception {
            process.waitFor();
            synchronized (this) {
                wait(1);
            }
        }
    }

    @Test
    void eachIsReported() throws IOException {
        List<BlockingSite> found = of(Calls.class).blocking();
        assertEquals(List.of("java.lang.System.load(java.lang.String) in <init>()V",
                "java.net.InetAddress.isReachable(int) in instance(Ljava/net/InetAddress;)Z",
                "java.util.zip.ZipFile(java.lang.String) in constructor(Ljava/lang/String;)Ljava/util/zip/ZipFile;",
                "java.lang.System.loadLibrary(java.lang.String) in lambda()Ljava/util/concurrent/Callable;"),
                found.stream().map(each -> each.site().call() + " in " + each.methodInSource()).toList());
        for (BlockingSite each : found) {
            assertTrue(each.site().line() > 0, each.toString());
            assertTrue(each.site().outcome().contains("keeps the event loop"), each.site().outcome());
        }
    }

    static class Hooked {

        static void load(String library) {
            System.load(library);
        }
    }

    /** The table need not know what is hooked. */
    @Test
    void callThatHasAHookIsNoneOfThem() throws IOException {
        HookTable table = new HookTable(List.of(LoadHooks.class));
        try (InputStream file = file(Hooked.class)) {
            ClassSubstitution substitution = new Substitutions(table, Hooked.class.getClassLoader()).of(file.readAllBytes());
            assertEquals(1, substitution.replaced().size());
            assertEquals(List.of(), substitution.blocking());
        }
    }

    @Test
    void everyMemberOfTheTableExists() throws ClassNotFoundException {
        for (Map.Entry<String, Map<String, String>> owner : BlockingCalls.all().entrySet()) {
            Class<?> type = Class.forName(Type.getObjectType(owner.getKey()).getClassName());
            for (String name : owner.getValue().keySet()) {
                assertTrue(name.equals("<init>") ? type.getConstructors().length > 0
                        : Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals(name)),
                        type + " " + name);
            }
        }
    }

    private static ClassSubstitution of(Class<?> type) throws IOException {
        try (InputStream file = file(type)) {
            return new Substitutions(HookTable.INSTANCE, type.getClassLoader()).of(file.readAllBytes());
        }
    }

    private static InputStream file(Class<?> type) {
        return type.getClassLoader().getResourceAsStream(Type.getInternalName(type) + ".class");
    }
}
