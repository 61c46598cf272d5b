package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.FileInputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileOutputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.RandomAccessFileHooks;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.HookedIo.Task;

/** Statement 56 of the conformance list: files, and what else is opened like one. */
class FileConformanceTest {

    /** So much that to read or to write it takes many ticks. */
    private static final int LARGE = 64 * 1024 * 1024;

    @TempDir
    Path directory;

    private HookedIo hooked;
    private HooksInUse use;
    private Ticker ticker;

    /** No other thread helps a carrier that is stopped. */
    @BeforeEach
    void start() {
        hooked = HookedIo.withoutRescue(1);
        use = new HooksInUse(hooked.io, hooked.files);
        ticker = new Ticker(hooked);
    }

    @AfterEach
    void stop() {
        ticker.close();
        use.close();
        hooked.close();
    }

    private <T> Task<T> onCarrier(Callable<T> work) {
        return hooked.startOn(Ticker.CARRIER, work);
    }

    private Path largeFile() throws Exception {
        Path file = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LARGE);
        }
        return file;
    }

    private void assertTicksDuring(Callable<?> work) throws Exception {
        long ticks = onCarrier(() -> {
            long before = ticker.ticks();
            work.call();
            return ticker.ticks() - before;
        }).get();
        assertTrue(ticks > 0, "no tick meanwhile");
    }

    @Test
    void C56_readOfAFifoDoesNotStopOtherFibers() throws Exception {
        try (Fifo fifo = new Fifo(directory)) {
            Task<Integer> reading = onCarrier(() -> {
                try (FileInputStream in = FileInputStreamHooks.create(fifo.path.toString())) {
                    return in.read();
                }
            });
            ticker.awaitMoreTicks();
            fifo.write("x");
            assertEquals('x', reading.get());
        }
    }

    @Test
    void brokenTwin_readOfAFifoByTheJdksStreamStopsOtherFibers() throws Exception {
        try (Fifo fifo = new Fifo(directory)) {
            Task<Integer> reading = onCarrier(() -> {
                try (FileInputStream in = new FileInputStream(fifo.path.toString())) {
                    return in.read();
                }
            });
            ticker.assertHasStopped();
            fifo.write("x");
            assertEquals('x', reading.get());
        }
    }

    @Test
    void C56_openingOfAFifoDoesNotStopOtherFibers() throws Exception {
        Path fifo = Fifo.make(directory.resolve("alone"));
        Task<Integer> reading = onCarrier(() -> {
            try (FileInputStream in = FileInputStreamHooks.create(fifo.toFile())) {
                return in.read();
            }
        });
        ticker.awaitMoreTicks();
        Files.write(fifo, new byte[] { 1 });
        assertEquals(1, reading.get());
    }

    @Test
    void C56_writeToAFullFifoDoesNotStopOtherFibers() throws Exception {
        byte[] much = new byte[1024 * 1024];
        Path fifo = Fifo.make(directory.resolve("alone"));
        Task<Void> writing = onCarrier(() -> {
            try (FileOutputStream out = FileOutputStreamHooks.create(fifo.toFile())) {
                out.write(much);
            }
            return null;
        });
        try (FileInputStream in = new FileInputStream(fifo.toFile())) {
            ticker.awaitMoreTicks();
            assertEquals(much.length, in.readAllBytes().length);
        }
        writing.get();
    }

    @Test
    void C56_readOfALargeFileDoesNotStopOtherFibers() throws Exception {
        Path file = largeFile();
        assertTicksDuring(() -> {
            try (FileInputStream in = FileInputStreamHooks.create(file.toFile())) {
                return in.readAllBytes();
            }
        });
    }

    @Test
    void C56_writeOfALargeFileDoesNotStopOtherFibers() throws Exception {
        byte[] large = new byte[LARGE];
        assertTicksDuring(() -> {
            try (FileOutputStream out = FileOutputStreamHooks.create(directory.resolve("written").toFile())) {
                out.write(large);
            }
            return null;
        });
    }

    @Test
    void C56_largeOperationsOfARandomAccessFileDoNotStopOtherFibers() throws Exception {
        Path file = largeFile();
        byte[] large = new byte[LARGE];
        try (RandomAccessFile opened = onCarrier(() -> RandomAccessFileHooks.create(file.toFile(), "rw")).get()) {
            assertTicksDuring(() -> {
                opened.readFully(large);
                return null;
            });
            assertTicksDuring(() -> {
                opened.write(large);
                return null;
            });
            FileChannel channel = RandomAccessFileHooks.getChannel(opened);
            assertTicksDuring(() -> channel.read(ByteBuffer.wrap(large), 0));
            assertTicksDuring(() -> channel.write(ByteBuffer.wrap(large), 0));
        }
    }

    @Test
    void C56_transferOfALargeFileDoesNotStopOtherFibers() throws Exception {
        Path file = largeFile();
        assertTicksDuring(() -> {
            try (FileInputStream in = FileInputStreamHooks.create(file.toFile());
                    FileOutputStream out = FileOutputStreamHooks.create(directory.resolve("copy").toFile())) {
                return in.transferTo(out);
            }
        });
        assertEquals(LARGE, Files.size(directory.resolve("copy")));
    }

    @Test
    void C56_filesAreNoDescriptorsThatLoopsWatch() throws Exception {
        byte[] written = { 1, 2, 3 };
        byte[] read = onCarrier(() -> {
            Path file = directory.resolve("small");
            try (FileOutputStream out = FileOutputStreamHooks.create(file.toFile())) {
                out.write(written);
            }
            try (FileInputStream in = FileInputStreamHooks.create(file.toFile())) {
                byte[] all = in.readAllBytes();
                assertEquals(0, hooked.manager.descriptors().size());
                return all;
            }
        }).get();
        assertArrayEquals(written, read);
        assertEquals(0, hooked.io.interestChanges());
    }

    @Test
    void stackOfAFailureHasWhoeverHasAsked() throws Exception {
        FileNotFoundException e = onCarrier(() -> assertThrows(FileNotFoundException.class,
                () -> FileInputStreamHooks.create(directory.resolve("missing").toFile()))).get();
        assertTrue(Arrays.stream(e.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(FileConformanceTest.class.getName())), e::toString);
    }
}
