package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.fiber.it.benchmarks.report.Origin;

/** Where a result comes about. */
final class Machine {

    private Machine() {
    }

    /** @param application the directory that has Quarkus */
    static Origin origin(Path application, String command) throws IOException {
        return new Origin(description(), "Quarkus " + quarkusVersion(application) + ", JDK " + Runtime.version(),
                System.getProperty("benchmarks.revision", "an unknown revision"),
                ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'")), command,
                List.of());
    }

    private static String description() {
        List<String> models = processorLines("model name").map(line -> line.substring(line.indexOf(':') + 1).strip()).toList();
        // Some architectures have no model names.
        String model = models.isEmpty() ? System.getProperty("os.arch") : models.getFirst();
        return processorCount() + " cores, " + model + ", Linux " + System.getProperty("os.version");
    }

    /** Not availableProcessors(): this process is pinned to one of them. */
    static int processorCount() {
        return (int) processorLines("processor").count();
    }

    /** Whether a program can be run. */
    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Stream<String> processorLines(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quarkusVersion(Path application) throws IOException {
        String prefix = "io.quarkus.quarkus-core-";
        try (Stream<Path> libraries = Files.list(application.resolve("lib/main"))) {
            return libraries.map(library -> library.getFileName().toString()).filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length(), name.length() - ".jar".length()))
                    .findFirst().orElse("of unknown version");
        }
    }
}
