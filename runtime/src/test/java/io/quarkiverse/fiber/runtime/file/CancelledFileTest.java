package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.FileInputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileOutputStreamHooks;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.HookedIo.Task;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/** Calls whose fiber is cancelled or interrupted, and calls for which there is no thread. */
class CancelledFileTest {

    @TempDir
    Path directory;

    /** Those of tests before, which may still be in a call. */
    private final Set<Thread> strangers = Thread.getAllStackTraces().keySet();

    private HookedIo hooked;
    private OffloadPool pool;
    private OffloadPool streams;
    private HooksInUse use;
    private volatile Fiber fiber;

    @BeforeEach
    void start() {
        hooked = HookedIo.withoutRescue(1);
        pool = new OffloadPool(new OffloadPool.Settings(1, 1, Duration.ofSeconds(1)));
        streams = new OffloadPool(new OffloadPool.Settings(1, 0, Duration.ofSeconds(1), "the property"));
        useFiles(Duration.ofMinutes(1));
    }

    private void useFiles(Duration queueTimeout) {
        use = new HooksInUse(hooked.io, new FileIo(pool, streams, queueTimeout));
    }

    @AfterEach
    void stop() {
        use.close();
        hooked.close();
        pool.stop();
        streams.stop();
    }

    private <T> Task<T> start(Callable<T> work) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Task<T> task = hooked.startOn(Ticker.CARRIER, () -> {
            fiber = Fibers.current();
            started.countDown();
            return work.call();
        });
        task.awaitReached(started);
        return task;
    }

    /** Returns when a thread of a pool is in a read. */
    private void awaitRead() {
        Awaitility.await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().startsWith("fiber-offload-")
                        && !strangers.contains(thread.getKey()) && isInRead(thread.getValue())));
    }

    private static boolean isInRead(StackTraceElement[] stack) {
        return stack.length > 0 && stack[0].isNativeMethod() && stack[0].getMethodName().startsWith("read");
    }

    /** Until the end of a try block nobody else gets the one thread for files. */
    private final class Occupied implements AutoCloseable {

        private final CountDownLatch release = new CountDownLatch(1);

        private Occupied() throws Exception {
            CountDownLatch running = new CountDownLatch(1);
            hooked.startOn(Ticker.CARRIER, () -> pool.complete("a test", Long.MAX_VALUE, () -> {
                running.countDown();
                return release.await(20, TimeUnit.SECONDS);
            })).awaitReached(running);
        }

        @Override
        public void close() {
            release.countDown();
        }
    }

    @Test
    void cancelledReadOfAFifoEndsAndLeavesTheArrayAlone() throws Exception {
        try (Fifo fifo = new Fifo(directory)) {
            byte[] bytes = new byte[8];
            Task<FiberCancelledException> reading = start(() -> {
                FileInputStream in = FileInputStreamHooks.create(fifo.path.toFile());
                return assertThrows(FiberCancelledException.class, () -> in.read(bytes));
            });
            awaitRead();
            fiber.cancel();
            assertTrue(reading.get().getMessage().contains(fifo.path.toString()));
            fifo.write("lost");
            Awaitility.await().until(() -> fifo.available() == 0);
            assertArrayEquals(new byte[8], bytes);
        }
    }

    @Test
    void interruptedReadGoesOnAsTheJdksDoes() throws Exception {
        try (Fifo fifo = new Fifo(directory)) {
            Task<String> reading = start(() -> {
                try (FileInputStream in = FileInputStreamHooks.create(fifo.path.toFile())) {
                    return (char) in.read() + " " + Thread.currentThread().isInterrupted();
                }
            }).parked();
            reading.thread().interrupt();
            fifo.write("x");
            assertEquals("x true", reading.get());
        }
    }

    @Test
    void interruptClosesTheChannelOfAFifo() throws Exception {
        try (Fifo fifo = new Fifo(directory)) {
            CountDownLatch opened = new CountDownLatch(1);
            Task<Boolean> reading = start(() -> {
                FileInputStream in = FileInputStreamHooks.create(fifo.path.toFile());
                FileChannel channel = in.getChannel();
                opened.countDown();
                assertThrows(ClosedByInterruptException.class, () -> channel.read(ByteBuffer.allocate(1)));
                return channel.isOpen();
            });
            reading.awaitReached(opened);
            reading.parked().thread().interrupt();
            assertEquals(false, reading.get());
        }
    }

    @Test
    void interruptEndsTheWaitForALockAsInTheJdk() throws Exception {
        Path file = Files.createFile(directory.resolve("locked"));
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), LockHolder.class.getName(), file.toString()).start();
        try {
            assertEquals("locked", holder.inputReader().readLine());
            Task<Boolean> waiting = start(() -> {
                try (FileOutputStream out = FileOutputStreamHooks.create(file.toFile())) {
                    FileChannel channel = out.getChannel();
                    assertThrows(FileLockInterruptionException.class, channel::lock);
                    return channel.isOpen();
                }
            }).parked();
            waiting.thread().interrupt();
            boolean open = waiting.get();
            assertEquals(jdkClosesItsChannel(file), !open);
        } finally {
            holder.destroyForcibly();
        }
    }

    private static boolean jdkClosesItsChannel(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Thread.currentThread().interrupt();
            assertThrows(FileLockInterruptionException.class, channel::lock);
            Thread.interrupted();
            return !channel.isOpen();
        }
    }

    /** Holds a lock until it is destroyed. */
    static final class LockHolder {

        private LockHolder() {
        }

        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                System.out.println("locked");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void operationThatGetsNoThreadInTimeFailsAndNamesTheProperties() throws Exception {
        use.close();
        useFiles(Duration.ofMillis(100));
        try (Occupied occupied = new Occupied()) {
            IOException e = start(() -> assertThrows(IOException.class,
                    () -> FileOutputStreamHooks.create(directory.resolve("new").toFile()))).get();
            assertTrue(e.getMessage().contains("quarkus.fiber.offload.max-threads"), e.getMessage());
            assertEquals(false, Files.exists(directory.resolve("new")));
        }
    }

    @Test
    void operationThatFindsTheQueueFullFailsAtOnceAndNamesTheProperties() throws Exception {
        try (Occupied occupied = new Occupied()) {
            Task<Object> queued = hooked.startOn(Ticker.CARRIER,
                    () -> pool.complete("a test", Long.MAX_VALUE, () -> null)).parked();
            IOException e = start(() -> assertThrows(IOException.class,
                    () -> FileOutputStreamHooks.create(directory.resolve("new").toFile()))).get();
            assertTrue(e.getMessage().contains("quarkus.fiber.offload.queue"), e.getMessage());
            occupied.close();
            queued.get();
        }
    }

    @Test
    void operationThatWaitsForAThreadCanBeCancelled() throws Exception {
        try (Occupied occupied = new Occupied()) {
            Task<FiberCancelledException> waiting = start(() -> {
                FileNotFoundException e = assertThrows(FileNotFoundException.class,
                        () -> FileOutputStreamHooks.create(directory.resolve("new").toFile()));
                return (FiberCancelledException) e.getCause();
            }).parked();
            fiber.cancel();
            waiting.get();
        }
        assertEquals(false, Files.exists(directory.resolve("new")));
    }

    /** Those that wait for ever have a bound of their own, and files are none of them. */
    @Test
    void pipesThatWaitForEverLeaveFilesAlone() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");
        try (Fifo fifo = new Fifo(directory)) {
            Task<Integer> reading = start(() -> {
                try (FileInputStream in = FileInputStreamHooks.create(fifo.path.toFile())) {
                    return in.read();
                }
            });
            awaitRead();
            IOException e = start(() -> assertThrows(IOException.class,
                    () -> FileInputStreamHooks.create(fifo.path.toFile()))).get();
            assertTrue(e.getMessage().contains("the property"), e.getMessage());
            assertEquals(4, start(() -> {
                try (FileInputStream in = FileInputStreamHooks.create(file.toFile())) {
                    return in.readAllBytes().length;
                }
            }).get());
            fifo.write("x");
            assertEquals('x', reading.get());
        }
    }
}
