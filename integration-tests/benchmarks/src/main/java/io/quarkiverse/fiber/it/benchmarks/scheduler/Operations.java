package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a scheduler of threads does all day. Each invocation does it many times, all on threads of the kind that is measured,
 * so that what JMH's own thread adds, which starts the first of them and waits for it, is little.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Operations.COUNT)
public class Operations {

    static final int COUNT = 10_000;

    private static final int BATCH = 100;
    /** Longer than any wait here, so that each timer is set and cancelled. */
    private static final long WAIT_SECONDS = 10;

    @Param
    public Threads.Kind kind;

    private Threads threads;

    @Setup
    public void open() {
        threads = kind.open();
    }

    @TearDown
    public void close() {
        threads.close();
    }

    /** A thread starts others, a batch at a time, and joins them; they do nothing. */
    @Benchmark
    public void start() throws Exception {
        run(() -> {
            Thread[] batch = new Thread[BATCH];
            for (int i = 0; i < COUNT; i += BATCH) {
                for (int j = 0; j < BATCH; j++) {
                    batch[j] = threads.start(Operations::nothing);
                }
                for (Thread thread : batch) {
                    thread.join();
                }
            }
            return null;
        });
    }

    private static void nothing() {
    }

    /** Two threads let each other run. */
    @Benchmark
    public void yielding() throws Exception {
        Callable<Void> yields = () -> {
            for (int i = 0; i < COUNT / 2; i++) {
                Thread.yield();
            }
            return null;
        };
        runBoth(yields, yields);
    }

    /** A thread unparks another one and parks, until that one does the same. */
    @Benchmark
    public void park() throws Exception {
        Turns turns = new Turns(LockSupport::park);
        runBoth(() -> turns.play(0, COUNT / 2), () -> turns.play(1, COUNT / 2));
    }

    /** The same, but each park has a limit. */
    @Benchmark
    public void timedPark() throws Exception {
        Turns turns = new Turns(blocker -> LockSupport.parkNanos(blocker, TimeUnit.SECONDS.toNanos(WAIT_SECONDS)));
        runBoth(() -> turns.play(0, COUNT / 2), () -> turns.play(1, COUNT / 2));
    }

    /** A thread puts something into a queue and polls another one, with a limit, where the other thread answers. */
    @Benchmark
    public void timedPoll() throws Exception {
        BlockingQueue<Object> there = new ArrayBlockingQueue<>(1);
        BlockingQueue<Object> back = new ArrayBlockingQueue<>(1);
        runBoth(() -> {
            for (int i = 0; i < COUNT / 2; i++) {
                there.put(this);
                back.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            }
            return null;
        }, () -> {
            for (int i = 0; i < COUNT / 2; i++) {
                there.poll(WAIT_SECONDS, TimeUnit.SECONDS);
                back.put(this);
            }
            return null;
        });
    }

    /** A thread asks who it is. */
    @Benchmark
    public void current(Blackhole blackhole) throws Exception {
        run(() -> {
            for (int i = 0; i < COUNT; i++) {
                blackhole.consume(threads.current());
            }
            return null;
        });
    }

    private void runBoth(Callable<Void> one, Callable<Void> other) throws Exception {
        run(() -> {
            FutureTask<Void> first = new FutureTask<>(one);
            FutureTask<Void> second = new FutureTask<>(other);
            threads.start(first);
            threads.start(second);
            first.get();
            return second.get();
        });
    }

    private void run(Callable<Void> work) throws Exception {
        FutureTask<Void> result = new FutureTask<>(work);
        threads.start(result);
        result.get();
    }
}
