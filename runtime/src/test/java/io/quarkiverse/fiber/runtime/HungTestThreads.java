package io.quarkiverse.fiber.runtime;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

/** Prints where all threads of a test are that takes too long: JUnit's own dump has no virtual ones. */
public final class HungTestThreads implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext hung, ExtensionContext test) throws Exception {
        Path directory = Files.createTempDirectory("hung");
        Path dump = directory.resolve("threads.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                    ThreadDumpFormat.TEXT_PLAIN);
            System.out.println(test.getUniqueId() + " hangs:\n" + Files.readString(dump));
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(directory);
        }
    }
}
