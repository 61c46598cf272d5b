package io.quarkiverse.fiber.it.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Cost;
import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Pair;
import io.quarkiverse.fiber.it.benchmarks.MemoryBenchmark.Growth;
import io.quarkiverse.fiber.it.benchmarks.MemoryBenchmark.Subject;
import io.quarkiverse.fiber.it.benchmarks.scheduler.LiveHeap;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/** What the benchmarks without requests say of their figures. */
class ReportsTest {

    private static final Options OPTIONS = Options.parse(List.of(JmhBenchmark.SCHEDULER.name()));

    @Test
    void operationThatIsSlowerInOneRoundMissesItsGoal() {
        String faster = schedulerReport("yielding", pair(90, 100), pair(99, 100), pair(80, 100));
        assertTrue(faster.contains("PASS goal yield <= 1.00 (upper end 0.990)"), faster);
        String slower = schedulerReport("yielding", pair(90, 100), pair(101, 100), pair(80, 100));
        assertTrue(slower.contains("MISS goal yield <= 1.00 (upper end 1.010)"), slower);
    }

    @Test
    void lookupIsToBeQuickAndNotQuickerThanAnything() {
        String report = schedulerReport("current", pair(9, 2), pair(11, 2), pair(8, 2));
        assertTrue(report.contains("PASS goal who am I <= 10 ns (9.0 ns)"), report);
    }

    @Test
    void fewerRoundsAreNoResult() {
        Options fewer = Options.parse(List.of(JmhBenchmark.SCHEDULER.name(), "--rounds", "1"));
        assertTrue(report(JmhBenchmark.SCHEDULER, "park", fewer, pair(1, 2)).contains("NOT VALID"));
    }

    @Test
    void rateOfRoundTripsIsTheMedianOfItsRounds() {
        String report = PingPongBenchmark.render(Map.of(Kind.FIBER, List.of(60_000.0, 50_000.0, 54_000.0), Kind.JDK,
                List.of(1.0)), List.of());
        assertTrue(report.contains("PASS goal round trips/s > 53000 (54000)"), report);
        assertTrue(report.contains("|         54000 | 50000 | 60000 |"), report);
    }

    @Test
    void memoryOfOneThreadIsWhatHasBeenAdded() {
        Subject subject = MemoryBenchmark.SUBJECTS.getFirst();
        LiveHeap before = new LiveHeap(1_000_000, Map.of("A", 1_000L));
        long most = subject.goal() * subject.count();
        String met = new MemoryReport(List.of(new Growth(subject, before,
                new LiveHeap(1_000_000 + most, Map.of("A", 1_000L + 24 * subject.count()))))).render(List.of());
        assertTrue(met.contains("PASS goal fiber in a hooked read <= 2048 bytes (2048)"), met);
        assertTrue(met.contains("|       24.0 | A"), met);
        String missed = new MemoryReport(List.of(new Growth(subject, before,
                new LiveHeap(1_000_000 + most + subject.count(), Map.of())))).render(List.of());
        assertTrue(missed.contains("MISS goal fiber in a hooked read <= 2048 bytes (2049)"), missed);
    }

    @Test
    void liveHeapIsReadAsItIsWritten() throws IOException {
        BufferedReader output = new BufferedReader(new StringReader("""
                live heap 123
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:            10            240  [B (java.base@25)
                   2:             5             80  java.lang.Object (java.base@25)
                Total            15            320
                end of live heap
                live heap 456
                """));
        assertEquals(new LiveHeap(123, Map.of("[B", 240L, "java.lang.Object", 80L)), LiveHeap.read(output));
        assertThrows(IOException.class, () -> LiveHeap.read(output), "the process has ended in between");
    }

    @Test
    void limitOfAReadIsToAllocateNothing() {
        Pair nothing = new Pair(new Cost(101, 40.2), new Cost(100, 40));
        String report = report(JmhBenchmark.TIMED_READ, "ready", OPTIONS, nothing);
        assertTrue(report.contains("PASS goal read what is there <= 1.05 (upper end 1.010)"), report);
        assertTrue(report.contains("PASS goal read what is there allocates no more (0.2 bytes more)"), report);
        Pair anObject = new Pair(new Cost(106, 56), new Cost(100, 40));
        report = report(JmhBenchmark.TIMED_READ, "ready", OPTIONS, anObject);
        assertTrue(report.contains("MISS goal read what is there <= 1.05 (upper end 1.060)"), report);
        assertTrue(report.contains("MISS goal read what is there allocates no more (16.0 bytes more)"), report);
    }

    private static String schedulerReport(String operation, Pair... pairs) {
        return report(JmhBenchmark.SCHEDULER, operation, OPTIONS, pairs);
    }

    private static String report(JmhBenchmark benchmark, String operation, Options options, Pair... pairs) {
        JmhBenchmark.Operation measured = benchmark.operations().stream().filter(each -> each.method().equals(operation))
                .findFirst().orElseThrow();
        return new JmhReport(benchmark, Map.of(measured, List.of(pairs))).render(options, List.of());
    }

    private static Pair pair(double fiberNanos, double jdkNanos) {
        return new Pair(new Cost(fiberNanos, 0), new Cost(jdkNanos, 0));
    }
}
