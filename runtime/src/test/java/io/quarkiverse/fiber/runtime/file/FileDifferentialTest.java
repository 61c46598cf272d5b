package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.Row;

/**
 * Random programs of file operations do the same with the JDK's classes on a platform thread and with hooked ones on a fiber or
 * elsewhere. {@code -Dseed=} runs one.
 */
class FileDifferentialTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void programsDoTheSameOnHookedFiles(Row row) throws Exception {
        assertEquals("", differences(row, seeds(60), FileMaker.HOOKED));
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS", "DEFAULT_VIRTUAL", "PLATFORM" })
    void manyProgramsDoTheSameOnHookedFiles(Row row) throws Exception {
        assertEquals("", differences(row, seeds(5_000), FileMaker.HOOKED));
    }

    @Test
    void brokenTwinThatReadsLessDiffers() throws Exception {
        assertNotEquals("", differences(Row.EVENT_LOOP, LongStream.range(0, 50), new FileMaker() {
            @Override
            FileInputStream input(File file) throws IOException {
                return new FileInputStream(file) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return super.read(bytes, offset, Math.min(length, 50));
                    }
                };
            }
        }));
    }

    private static LongStream seeds(int count) {
        Long seed = Long.getLong("seed");
        return seed == null ? LongStream.range(0, count) : LongStream.of(seed);
    }

    private String differences(Row row, LongStream seeds, FileMaker maker) throws Exception {
        StringBuilder differences = new StringBuilder();
        Path plain = Files.createDirectory(directory.resolve("plain"));
        Path other = Files.createDirectory(directory.resolve("other"));
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io, hooked.files)) {
            for (long seed : seeds.toArray()) {
                List<String> expected = hooked.run(Row.PLATFORM, () -> FileProgram.run(seed, new FileMaker(), plain));
                List<String> found = hooked.run(row, () -> FileProgram.run(seed, maker, other));
                for (int i = 0; i < expected.size(); i++) {
                    if (!expected.get(i).equals(found.get(i))) {
                        differences.append("seed ").append(seed).append("\n  ")
                                .append(String.join("\n  ", expected.subList(Math.max(0, i - 8), i + 1))).append("\n! ")
                                .append(found.get(i)).append('\n');
                        break;
                    }
                }
            }
        }
        return differences.toString();
    }
}
