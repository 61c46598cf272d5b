package io.quarkiverse.fiber.runtime.scheduler;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * One run of jcstress in a JVM of its own: it hands its JVM's arguments on to its forks, writes to the working directory and
 * fails because of the twins. What counts are the results that it leaves there.
 */
final class JcstressRun {

    private static final String RESULTS = "jcstress-results-*.bin.gz";
    private static final long LONGEST_MINUTES = 180;

    private JcstressRun() {
    }

    static Collection<TestResult> run(String name, List<String> races, List<String> options) throws Exception {
        Path directory = Path.of(System.getProperty("races.directory", "target/jcstress"), name).toAbsolutePath();
        Files.createDirectories(directory);
        deleteResults(directory);
        Path output = directory.resolve("output.txt");

        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // processor affinity, by JNA
                "--sun-misc-unsafe-memory-access=allow", // JCTools
                "-cp", classPath(),
                Main.class.getName(),
                "-v", "-r", "report", "-t", "\\.(" + String.join("|", races) + ")$"));
        command.addAll(options);
        Process jcstress = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            if (!jcstress.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("jcstress did not end, see " + output);
            }
        } finally {
            jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
            jcstress.destroyForcibly();
        }
        return readResults(directory, output);
    }

    /** With absolute paths: jcstress does not run where we do. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void deleteResults(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, RESULTS)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static Collection<TestResult> readResults(Path directory, Path output) throws Exception {
        InProcessCollector collector = new InProcessCollector();
        boolean found = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, RESULTS)) {
            for (Path file : files) {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
                reader.dump();
                reader.close();
                found = true;
            }
        }
        if (!found) {
            throw new IllegalStateException("jcstress left no results, see " + output);
        }
        return collector.getTestResults();
    }
}
