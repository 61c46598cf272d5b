package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Where and with what a result came about: without it nobody can repeat the run. */
final class Machine {

    private final Path application;

    Machine(Path application) {
        this.application = application;
    }

    /** The first lines of a report, as items of a list. */
    List<String> describe(String command) throws IOException {
        return List.of(
                "machine: " + processors(),
                "Quarkus " + quarkusVersion() + ", this project at "
                        + System.getProperty("benchmarks.revision", "an unknown revision"),
                "date: " + ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'")),
                "command: `" + command + "`");
    }

    private static String processors() throws IOException {
        List<String> models = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
        // Some architectures have no model names.
        String model = models.isEmpty() ? System.getProperty("os.arch") : models.getFirst();
        return processorCount() + " cores, " + model + ", Linux " + System.getProperty("os.version");
    }

    /** Not availableProcessors(): this process is pinned to one of them. */
    private static long processorCount() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("processor")).count();
    }

    private String quarkusVersion() throws IOException {
        String prefix = "io.quarkus.quarkus-core-";
        try (Stream<Path> libraries = Files.list(application.resolve("lib/main"))) {
            return libraries.map(library -> library.getFileName().toString()).filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length(), name.length() - ".jar".length()))
                    .findFirst().orElse("of unknown version");
        }
    }
}
