package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.ConsoleHooks;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.HookedIo.Task;
import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** A JVM with a console, which {@code script(1)} makes. */
class ConsoleTest {

    static boolean hasScript() throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v script").start().waitFor() == 0;
    }

    @Test
    @EnabledIf("hasScript")
    void readOfTheConsoleDoesNotStopOtherFibers() throws Exception {
        String java = String.join(" ", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET, ForkedJvm.OPEN_SUN_NIO_CH,
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                "'" + Main.class.getName() + "'");
        Process process = new ProcessBuilder("script", "-qec", java, "/dev/null").redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            List<String> before = output.lines().takeWhile(line -> !line.contains("ticking")).toList();
            process.outputWriter().append("what is typed\n").flush();
            List<String> after = output.lines().toList();
            assertTrue(after.stream().anyMatch(line -> line.contains("read: what is typed")), before + " and " + after);
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    static final class Main {

        private Main() {
        }

        public static void main(String[] arguments) throws Exception {
            HookedIo hooked = HookedIo.withoutRescue(1);
            try (HooksInUse use = new HooksInUse(hooked.io, hooked.files); Ticker ticker = new Ticker(hooked)) {
                Task<String> reading = hooked.startOn(Ticker.CARRIER,
                        () -> ConsoleHooks.readLine(System.console(), "%s> ", "?"));
                reading.parked();
                ticker.awaitMoreTicks();
                System.out.println("ticking");
                System.out.println("read: " + reading.get());
                System.out.flush();
            }
            Runtime.getRuntime().halt(0);
        }
    }
}
