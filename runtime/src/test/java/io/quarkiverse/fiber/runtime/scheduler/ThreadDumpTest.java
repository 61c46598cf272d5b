package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;

/** What the dumps of the JDK show of fibers. */
@Timeout(60)
class ThreadDumpTest {

    private static final String NAME = "fiber of the test";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void fiberThatWaitsIsThereWithItsNameItsStackAndWhatItWaitsFor(ThreadDumpFormat format) throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch latch = new CountDownLatch(1);
            Fiber fiber = carriers.scheduler().named(NAME).start(() -> waitInTheDump(latch));
            awaitWait(fiber);
            String entry = entryOf(fiber, format, dump(format));
            assertTrue(entry.contains("WAITING"), entry);
            assertTrue(entry.contains("CountDownLatch$Sync@"), entry);
            assertTrue(entry.contains("ThreadDumpTest.waitInTheDump("), entry);
            latch.countDown();
        }
    }

    @Test
    void fiberThatRunsIsThereWithTheThreadThatCarriesIt() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch stop = new CountDownLatch(1);
            CountDownLatch runs = new CountDownLatch(1);
            Fiber fiber = carriers.scheduler().group(FiberScheduler.DEDICATED).named(NAME).start(() -> {
                runs.countDown();
                while (stop.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            assertTrue(runs.await(10, TimeUnit.SECONDS));
            String dump = dump(ThreadDumpFormat.JSON);
            stop.countDown();
            var carrier = Pattern.compile("\"carrier\": \"(\\d+)\"").matcher(entryOf(fiber, ThreadDumpFormat.JSON, dump));
            assertTrue(carrier.find(), dump);
            assertTrue(Pattern.compile("\"tid\": \"" + carrier.group(1) + "\",[^{}]*\"name\": \"fiber-dedicated-").matcher(dump)
                    .find(), dump);
        }
    }

    @Test
    void childOfAFiberIsThere() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch latch = new CountDownLatch(1);
            carriers.start(() -> Thread.ofVirtual().name("child of a fiber").start(Carriers.unchecked(latch::await))).thread()
                    .join();
            String dump = dump(ThreadDumpFormat.TEXT_PLAIN);
            assertTrue(dump.contains("\"child of a fiber\" virtual"), dump);
            latch.countDown();
        }
    }

    @Test
    void fiberThatHasEndedIsGone() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            Fiber fiber = carriers.scheduler().named(NAME).start(() -> {
            });
            fiber.thread().join();
            String dump = dump(ThreadDumpFormat.TEXT_PLAIN);
            assertFalse(dump.contains("#" + fiber.id() + " \""), dump);
        }
    }

    /** They are made for platform threads. */
    @Test
    void dumpsOfPlatformThreadsTellOnlyWhatTheyCarry() throws Exception {
        try (Carriers carriers = Carriers.of(1)) {
            CountDownLatch stop = new CountDownLatch(1);
            CountDownLatch runs = new CountDownLatch(1);
            Fiber waiting = carriers.scheduler().named(NAME).start(Carriers.unchecked(stop::await));
            awaitWait(waiting);
            Fiber running = carriers.scheduler().group(FiberScheduler.DEDICATED).named(NAME).start(() -> {
                runs.countDown();
                while (stop.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            assertTrue(runs.await(10, TimeUnit.SECONDS));
            ThreadInfo[] infos = ManagementFactory.getThreadMXBean().dumpAllThreads(false, false);
            String printed = jcmd("Thread.print");
            stop.countDown();
            assertTrue(Arrays.stream(infos).noneMatch(info -> info.getThreadName().equals(NAME)));
            assertFalse(printed.contains("\"" + NAME + "\""), printed);
            assertTrue(printed.contains("Carrying virtual thread #" + running.id()), printed);
            assertFalse(printed.contains("Carrying virtual thread #" + waiting.id()), printed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void jcmdWritesTheSameDump(boolean custom) throws Exception {
        try (Carriers carriers = custom ? Carriers.of(1) : Carriers.none()) {
            CountDownLatch latch = new CountDownLatch(1);
            Fiber fiber = carriers.scheduler().named(NAME).start(() -> waitInTheDump(latch));
            awaitWait(fiber);
            Path text = directory.resolve("threads.txt");
            jcmd("Thread.dump_to_file", text.toString());
            String entry = entryOf(fiber, ThreadDumpFormat.TEXT_PLAIN, Files.readString(text));
            assertTrue(entry.contains("ThreadDumpTest.waitInTheDump("), entry);
            Path json = directory.resolve("threads.json");
            jcmd("Thread.dump_to_file", "-format=json", json.toString());
            entryOf(fiber, ThreadDumpFormat.JSON, Files.readString(json));
            latch.countDown();
        }
    }

    private static void waitInTheDump(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitWait(Fiber fiber) throws InterruptedException {
        while (fiber.state() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
    }

    private static String entryOf(Fiber fiber, ThreadDumpFormat format, String dump) {
        String begin = format == ThreadDumpFormat.JSON
                ? "\"tid\": \"" + fiber.id() + "\",[^{}]*\"virtual\": true,\\s*\"name\": \"" + NAME
                        + "\".*?\\]\\s*(,[^{}]*)?\\}"
                : "#" + fiber.id() + " \"" + NAME + "\" virtual .*?\\R\\R";
        var entry = Pattern.compile(begin, Pattern.DOTALL).matcher(dump);
        assertTrue(entry.find(), dump);
        return entry.group();
    }

    private String dump(ThreadDumpFormat format) throws Exception {
        Path file = directory.resolve("dump");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(file.toString(), format);
        return Files.readString(file);
    }

    private String jcmd(String... command) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(ProcessHandle.current().pid()));
        jcmd.command().addAll(Arrays.asList(command));
        assertEquals(0, jcmd.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor());
        return Files.readString(output);
    }
}
