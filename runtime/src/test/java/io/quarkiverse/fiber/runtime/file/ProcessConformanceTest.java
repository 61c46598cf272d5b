package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.ProcessBuilderHooks;
import io.quarkiverse.fiber.runtime.hook.RuntimeHooks;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.HookedIo.Task;

/** The streams of processes and standard input, beside other fibers of the same carrier. */
class ProcessConformanceTest {

    @TempDir
    Path directory;

    private HookedIo hooked;
    private HooksInUse use;
    private Ticker ticker;

    @BeforeEach
    void start() {
        hooked = HookedIo.withoutRescue(1);
        use = new HooksInUse(hooked.io, hooked.files);
        ticker = new Ticker(hooked);
    }

    @AfterEach
    void stop() {
        ticker.close();
        use.close();
        hooked.close();
    }

    private <T> Task<T> onCarrier(Callable<T> work) {
        return hooked.startOn(Ticker.CARRIER, work);
    }

    /** It writes what it reads, and ends with its input. */
    private Process cat() throws Exception {
        return onCarrier(() -> ProcessBuilderHooks.start(new ProcessBuilder("cat"))).get();
    }

    @Test
    void readOfAProcesssOutputDoesNotStopOtherFibers() throws Exception {
        Process cat = cat();
        Task<Integer> reading = onCarrier(() -> cat.getInputStream().read());
        ticker.awaitMoreTicks();
        onCarrier(() -> {
            OutputStream out = cat.getOutputStream();
            out.write('x');
            out.flush();
            return null;
        }).get();
        assertEquals('x', reading.get());
        cat.destroy();
    }

    @Test
    void brokenTwin_readOfTheOutputOfTheJdksProcessStopsOtherFibers() throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        Task<Integer> reading = onCarrier(() -> cat.getInputStream().read());
        ticker.assertHasStopped();
        cat.destroy();
        assertEquals(-1, reading.get());
    }

    @Test
    void readersAndWritersOfAProcessDoNotStopOtherFibers() throws Exception {
        Process process = onCarrier(() -> RuntimeHooks.exec(Runtime.getRuntime(),
                new String[] { "sh", "-c", "read line; echo $line; echo $line >&2" })).get();
        Task<List<String>> reading = onCarrier(() -> {
            try (BufferedReader out = process.inputReader(); BufferedReader errors = process.errorReader()) {
                return List.of(out.readLine(), errors.readLine());
            }
        });
        ticker.awaitMoreTicks();
        onCarrier(() -> {
            try (BufferedWriter in = process.outputWriter()) {
                in.write("line\n");
            }
            return null;
        }).get();
        assertEquals(List.of("line", "line"), reading.get());
        assertSame(process.inputReader(), process.inputReader());
    }

    @Test
    void writeToAProcessThatDoesNotReadDoesNotStopOtherFibers() throws Exception {
        Process sleeping = onCarrier(() -> ProcessBuilderHooks.start(new ProcessBuilder("sleep", "60"))).get();
        Task<IOException> writing = onCarrier(() -> assertThrows(IOException.class,
                () -> sleeping.getOutputStream().write(new byte[1024 * 1024])));
        ticker.awaitMoreTicks();
        sleeping.destroy();
        assertEquals("Broken pipe", writing.get().getMessage());
    }

    @Test
    void allThatAProcessIsGivenComesBack() throws Exception {
        byte[] much = new byte[1024 * 1024];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) i;
        }
        Process cat = cat();
        Task<byte[]> reading = onCarrier(() -> cat.getInputStream().readAllBytes());
        onCarrier(() -> {
            try (OutputStream out = cat.getOutputStream()) {
                out.write(much);
            }
            return null;
        }).get();
        assertArrayEquals(much, reading.get());
        assertEquals(0, onCarrier(() -> cat.waitFor()).get());
    }

    @Test
    void hookedProcessTellsWhatItsProcessDoes() throws Exception {
        Process cat = cat();
        assertTrue(cat.isAlive());
        assertEquals(cat.pid(), cat.toHandle().pid());
        assertTrue(cat.supportsNormalTermination());
        assertEquals(cat.toHandle().info().command(), cat.info().command());
        assertEquals(0, cat.children().count() + cat.descendants().count());
        assertFalse(cat.waitFor(1, TimeUnit.MILLISECONDS));
        assertThrows(IllegalThreadStateException.class, cat::exitValue);
        assertSame(cat, cat.destroyForcibly());
        assertSame(cat, cat.onExit().get(10, TimeUnit.SECONDS));
        assertEquals(128 + 9, cat.exitValue());
        assertTrue(cat.toString().contains("exitValue=137"), cat.toString());
    }

    @Test
    void processesOfAPipelineAreHooked() throws Exception {
        List<Process> pipeline = onCarrier(() -> ProcessBuilderHooks
                .startPipeline(List.of(new ProcessBuilder("echo", "text"), new ProcessBuilder("cat")))).get();
        assertEquals("text\n", onCarrier(() -> new String(pipeline.getLast().getInputStream().readAllBytes(),
                StandardCharsets.UTF_8)).get());
    }

    @Test
    void startThatFailsFailsAsTheJdks() throws Exception {
        String expected = assertThrows(IOException.class, () -> new ProcessBuilder("nonsense").start()).getMessage();
        assertEquals(expected, onCarrier(() -> assertThrows(IOException.class,
                () -> ProcessBuilderHooks.start(new ProcessBuilder("nonsense"))).getMessage()).get());
    }

    @Test
    void readOfStandardInputDoesNotStopOtherFibers() throws Exception {
        InputStream before = System.in;
        try (Fifo fifo = new Fifo(directory); InputStream in = new FileInputStream(fifo.path.toFile())) {
            System.setIn(in);
            StandardInput.use(hooked.files);
            Task<String> reading = onCarrier(() -> new Scanner(System.in).nextLine());
            ticker.awaitMoreTicks();
            fifo.write("line\n");
            assertEquals("line", reading.get());
            StandardInput.leave();
            assertSame(in, System.in);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void standardInputThatTheApplicationHasSetStaysAfterTheStop() {
        InputStream before = System.in;
        InputStream own = InputStream.nullInputStream();
        try {
            StandardInput.use(hooked.files);
            assertNotSame(before, System.in);
            System.setIn(own);
            StandardInput.leave();
            assertSame(own, System.in);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void threadThatIsNoFiberReadsStandardInputItself() throws Exception {
        InputStream before = System.in;
        CountDownLatch read = new CountDownLatch(1);
        try {
            System.setIn(new InputStream() {
                @Override
                public int read() {
                    return Thread.currentThread().getName().equals("reader") ? 1 : 2;
                }
            });
            StandardInput.use(hooked.files);
            InputStream in = System.in;
            int[] found = new int[1];
            Thread.ofPlatform().name("reader").start(() -> {
                try {
                    found[0] = in.read();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                read.countDown();
            });
            assertTrue(read.await(10, TimeUnit.SECONDS));
            assertEquals(1, found[0]);
            StandardInput.leave();
        } finally {
            System.setIn(before);
        }
    }
}
