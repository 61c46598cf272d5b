package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The guide shows these examples as they are: it includes copies, because Antora reads nothing but its own folder. */
class ExamplesOfTheGuideTest {

    @Test
    void copiesAreCurrent() throws IOException {
        assertEquals(sources(Path.of("src/main/java/io/quarkiverse/fiber/it/guide")),
                sources(Path.of("../../docs/modules/ROOT/examples")), "run ./mvnw -Pdocs -DskipTests package");
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return sources;
    }
}
