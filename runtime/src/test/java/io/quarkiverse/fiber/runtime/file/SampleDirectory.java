package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory with something of each kind in it, which can be made as it was. */
final class SampleDirectory {

    private final Path directory;
    private String first;

    SampleDirectory(Path parent) {
        directory = parent.resolve("sample");
    }

    Path path() {
        return directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** As it was at first, if it is not. */
    void renew() throws IOException {
        if (first != null && first.equals(content())) {
            return;
        }
        delete();
        Files.createDirectories(directory);
        Files.writeString(path("file"), "first\nsecond\n");
        Files.createDirectory(path("directory"));
        Files.createDirectory(path("full"));
        Files.writeString(path("full/inner"), "inner");
        Files.createSymbolicLink(path("link"), Path.of("file"));
        first = content();
    }

    void delete() throws IOException {
        first = null;
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** All names, with what is in files. */
    String content() throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.toList()) {
                content.put(path.toString(), Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        ? Files.isReadable(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "?"
                        : Files.isSymbolicLink(path) ? "link" : "");
            }
        }
        return content.toString();
    }

    /** Without what differs from time to time: numbers that temporary files have, and the text of times. */
    String masked(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]*Z", "time").replaceAll("\\d{6,}", "N").replaceAll("@[0-9a-f]+",
                "@");
    }
}
