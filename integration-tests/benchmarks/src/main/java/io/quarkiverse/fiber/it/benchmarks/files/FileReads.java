package io.quarkiverse.fiber.it.benchmarks.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedFiles;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** Reads on a fiber of what the kernel has in memory, from place to place in a file of some MiB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FileReads.COUNT)
public class FileReads {

    static final int COUNT = 1_000;

    private static final int FILE = 4 * 1024 * 1024;

    /** Whether the file is a hooked one; else it is the JDK's, which reads in place whatever that takes. */
    @Param({ "true", "false" })
    public boolean hooked;

    @Param({ "4096", "65536" })
    public int size;

    private final OffloadPool pool = new OffloadPool(new OffloadPool.Settings(64, 1000, Duration.ofSeconds(30)));
    private final Threads threads = Threads.Kind.FIBER.open();
    private Path path;
    private RandomAccessFile file;

    @Setup
    public void open() throws IOException {
        path = Files.createTempFile(Path.of("target"), "reads", ".bin");
        Files.write(path, new byte[FILE]);
        file = hooked ? HookedFiles.randomAccess(new FileIo(pool, pool, Duration.ofSeconds(10)), path.toFile(), "r")
                : new RandomAccessFile(path.toFile(), "r");
    }

    @TearDown
    public void close() throws IOException {
        file.close();
        Files.delete(path);
        threads.close();
        pool.stop();
    }

    @Benchmark
    public void read() throws Exception {
        byte[] bytes = new byte[size];
        Callable<Void> reads = () -> {
            for (int i = 0; i < COUNT; i++) {
                file.seek((long) i * size % FILE);
                file.readFully(bytes);
            }
            return null;
        };
        FutureTask<Void> result = new FutureTask<>(reads);
        threads.start(result);
        result.get();
    }
}
