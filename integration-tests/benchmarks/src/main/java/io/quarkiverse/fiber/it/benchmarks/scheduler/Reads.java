package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/** Reads of sockets on threads of one carrier, hooked ones on fibers, with and without a limit that none of them reaches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Reads.COUNT)
public class Reads {

    static final int COUNT = 10_000;

    private static final int LIMIT_MILLIS = 10_000;
    /** Fits into the buffers of a connection. */
    private static final int BLOCK = 1_000;

    @Param
    public Kind kind;

    @Param({ "true", "false" })
    public boolean limited;

    private Threads threads;
    private Socket near;
    private Socket far;

    @Setup
    public void open() throws Exception {
        threads = kind.open();
        try (ServerSocket listener = threads.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            near = threads.connect((InetSocketAddress) listener.getLocalSocketAddress());
            far = listener.accept();
        }
        for (Socket end : new Socket[] { near, far }) {
            end.setTcpNoDelay(true);
            if (limited) {
                end.setSoTimeout(LIMIT_MILLIS);
            }
        }
    }

    @TearDown
    public void close() throws Exception {
        near.close();
        far.close();
        threads.close();
    }

    /** A byte goes to another fiber, or back: a write, and a read that has to wait for it. */
    @Benchmark
    public void arrives() throws Exception {
        FutureTask<Void> echo = start(() -> {
            play(far, false);
            return null;
        });
        start(() -> {
            play(near, true);
            return null;
        }).get();
        echo.get();
    }

    private static void play(Socket end, boolean begins) throws Exception {
        InputStream input = end.getInputStream();
        OutputStream output = end.getOutputStream();
        byte[] one = new byte[1];
        if (begins) {
            output.write(one);
        }
        for (int i = 0; i < COUNT / 2; i++) {
            if (input.read(one) != 1) {
                throw new IllegalStateException("The connection has ended");
            }
            if (i < COUNT / 2 - 1 || !begins) {
                output.write(one);
            }
        }
    }

    /** A byte is read that is there already. */
    @Benchmark
    public void ready() throws Exception {
        start(() -> {
            InputStream input = far.getInputStream();
            byte[] block = new byte[BLOCK];
            byte[] one = new byte[1];
            for (int i = 0; i < COUNT; i++) {
                if (i % BLOCK == 0) {
                    near.getOutputStream().write(block);
                }
                if (input.read(one) != 1) {
                    throw new IllegalStateException("The connection has ended");
                }
            }
            return null;
        }).get();
    }

    private FutureTask<Void> start(Callable<Void> work) {
        FutureTask<Void> task = new FutureTask<>(work);
        threads.start(task);
        return task;
    }
}
