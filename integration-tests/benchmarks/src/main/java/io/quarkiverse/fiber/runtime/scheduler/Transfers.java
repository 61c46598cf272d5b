package io.quarkiverse.fiber.runtime.scheduler;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads;

/** The way of continuations through the queue of a carrier, a batch at a time; in this package because nobody else sees it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Transfers.BATCH)
public class Transfers {

    static final int BATCH = 100;
    private static final Runnable CONTINUATION = () -> {
    };

    /** The JDK's counterpart is its queue for many producers and consumers. */
    @Param
    public Threads.Kind kind;

    private final RunQueue own = new RunQueue();
    private final Queue<Runnable> jdk = new ConcurrentLinkedQueue<>();

    @Benchmark
    public void transfer(Blackhole blackhole) {
        switch (kind) {
            case FIBER -> {
                for (int i = 0; i < BATCH; i++) {
                    blackhole.consume(own.offer(CONTINUATION));
                }
                for (int i = 0; i < BATCH; i++) {
                    blackhole.consume(own.poll());
                }
                blackhole.consume(own.settle());
            }
            case JDK -> {
                for (int i = 0; i < BATCH; i++) {
                    blackhole.consume(jdk.offer(CONTINUATION));
                }
                for (int i = 0; i < BATCH; i++) {
                    blackhole.consume(jdk.poll());
                }
            }
        }
    }
}
