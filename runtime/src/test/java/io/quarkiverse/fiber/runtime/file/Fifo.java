package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A FIFO, which the test can write to at once because it has the other end as well. */
final class Fifo implements AutoCloseable {

    final Path path;
    private final RandomAccessFile bothEnds;

    Fifo(Path directory) throws IOException, InterruptedException {
        path = make(directory.resolve("fifo"));
        bothEnds = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Without any end that is open. */
    static Path make(Path path) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
        return path;
    }

    void write(String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(path.toFile())) {
            out.write(text.getBytes());
        }
    }

    /** What is left for the next reader. */
    int available() throws IOException {
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            return in.available();
        }
    }

    @Override
    public void close() throws IOException {
        bothEnds.close();
    }
}
