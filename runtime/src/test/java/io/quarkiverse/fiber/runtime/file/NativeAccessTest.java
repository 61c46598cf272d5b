package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.Row;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/**
 * JVMs that let in native calls, and others: in both a fiber reads files; what is in memory it reads itself only in the first.
 */
class NativeAccessTest {

    private static final String MESSAGE = "Each read of a file on a fiber is made by another thread";

    private static ForkedJvm.Result run(String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET));
        options.addAll(List.of(more));
        return ForkedJvm.run(Main.class, options);
    }

    @Test
    void whatIsInMemoryIsReadInPlace() throws Exception {
        ForkedJvm.Result result = run(ForkedJvm.OPEN_SUN_NIO_CH, "--enable-native-access=ALL-UNNAMED");
        assertEquals("read 50 times, in place", result.lastLine(), result.output());
        assertFalse(result.output().contains(MESSAGE), result.output());
    }

    @Test
    void withoutNativeAccessItIsReadElsewhereAndOneLineSaysSo() throws Exception {
        ForkedJvm.Result result = run(ForkedJvm.OPEN_SUN_NIO_CH);
        assertEquals("read 50 times, elsewhere", result.lastLine(), result.output());
        assertEquals(1, result.output().split(MESSAGE, -1).length - 1, result.output());
        assertTrue(result.output().contains("--enable-native-access=ALL-UNNAMED"), result.output());
        assertFalse(result.output().contains("restricted method"), result.output());
    }

    @Test
    void whereTheJdkDoesNotLetUsInItIsReadElsewhereAndOneLineSaysSo() throws Exception {
        ForkedJvm.Result result = run("--enable-native-access=ALL-UNNAMED");
        assertEquals("read 50 times, elsewhere", result.lastLine(), result.output());
        assertEquals(1, result.output().split(MESSAGE, -1).length - 1, result.output());
        assertTrue(result.output().contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"), result.output());
    }

    static final class Main {

        private Main() {
        }

        public static void main(String[] arguments) throws Exception {
            File file = Files.writeString(Path.of("target", "native-access-" + ProcessHandle.current().pid()), "text").toFile();
            file.deleteOnExit();
            OffloadPool pool = new OffloadPool(new OffloadPool.Settings(1, 10, Duration.ofSeconds(1)));
            FileIo io = new FileIo(pool, pool, Duration.ofSeconds(1));
            HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
            System.out.println(hooked.run(Row.EVENT_LOOP, () -> {
                int times = 0;
                for (int i = 0; i < 50; i++) {
                    try (FileInputStream in = HookedFiles.input(io, file)) {
                        times += new String(in.readAllBytes()).equals("text") ? 1 : 0;
                    }
                }
                try (FileInputStream in = HookedFiles.input(io, file)) {
                    occupy(pool, hooked);
                    return "read " + times + " times, " + (canRead(in) ? "in place" : "elsewhere");
                }
            }));
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        /** From now on its one thread makes no other call. */
        private static void occupy(OffloadPool pool, HookedIo hooked) throws Exception {
            CountDownLatch running = new CountDownLatch(1);
            hooked.start(Row.EVENT_LOOP, () -> pool.complete("a test", Long.MAX_VALUE, () -> {
                running.countDown();
                new CountDownLatch(1).await();
                return null;
            })).awaitReached(running);
        }

        private static boolean canRead(FileInputStream in) {
            try {
                return in.read(new byte[4]) == 4;
            } catch (IOException e) {
                return false; // there is no thread for it
            }
        }
    }
}
