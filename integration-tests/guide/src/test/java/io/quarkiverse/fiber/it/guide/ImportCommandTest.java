package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;

/** The example of a stop, which would end the application of the other tests. */
@QuarkusMainTest
class ImportCommandTest {

    @TempDir
    Path files;

    @Test
    void stopWaitsForFibersAndCancelsThemAtItsDeadline(QuarkusMainLauncher launcher) throws Exception {
        Path there = Files.writeString(files.resolve("there"), "a file");
        LaunchResult result = launcher.launch("PT0.5S", there.toString(), files.resolve("missing").toString());
        assertTrue(result.getOutput().contains("Imported a file"), result.getOutput());
        assertTrue(result.getOutput().contains("Gave up missing"), result.getOutput());
        assertEquals(0, result.exitCode());
    }
}
