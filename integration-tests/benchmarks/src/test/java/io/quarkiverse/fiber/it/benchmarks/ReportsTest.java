package io.quarkiverse.fiber.it.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Cost;
import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Pair;
import io.quarkiverse.fiber.it.benchmarks.MemoryBenchmark.Growth;
import io.quarkiverse.fiber.it.benchmarks.MemoryBenchmark.Subject;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.Validity;
import io.quarkiverse.fiber.it.benchmarks.scheduler.LiveHeap;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/** What the benchmarks without requests say of their figures. */
class ReportsTest {

    private static final Context CONTEXT = context("scheduler");

    @Test
    void operationThatIsSlowerInOneRoundMissesItsGoal() {
        assertEquals("yield: fiber / JDK <= 1.00 holds",
                verdicts(scheduler("yielding", pair(90, 100), pair(99, 100), pair(80, 100))));
        assertEquals("yield: fiber / JDK <= 1.00 missed",
                verdicts(scheduler("yielding", pair(90, 100), pair(101, 100), pair(80, 100))));
    }

    @Test
    void lookupIsToBeQuickAndNotQuickerThanAnything() {
        assertEquals("who am I: fiber <= 10 holds", verdicts(scheduler("current", pair(9, 2), pair(10, 2), pair(8, 2))));
    }

    @Test
    void fewerRoundsAreNoResult() {
        Outcome outcome = outcome(JmhBenchmark.SCHEDULER, "park", context("scheduler", "--rounds", "1"), pair(1, 2));
        assertEquals(Validity.State.ORIENTATION, outcome.validity().state());
    }

    @Test
    void rateOfRoundTripsHoldsByItsLowerEnd() {
        PingPongBenchmark benchmark = new PingPongBenchmark();
        assertEquals("fibers >= 53,000 holds",
                verdicts(benchmark.outcome(Map.of(Kind.FIBER, List.of(60_000.0, 53_000.0, 54_000.0),
                        Kind.JDK, List.of(1.0, 1.0, 1.0)), CONTEXT)));
        assertEquals("fibers >= 53,000 missed",
                verdicts(benchmark.outcome(Map.of(Kind.FIBER, List.of(60_000.0, 50_000.0, 54_000.0),
                        Kind.JDK, List.of(1.0, 1.0, 1.0)), CONTEXT)));
    }

    @Test
    void memoryOfOneThreadIsWhatHasBeenAdded() {
        Subject subject = MemoryBenchmark.SUBJECTS.getFirst();
        long most = (long) subject.goal().limit() * subject.count();
        long ofOneClass = 24L * subject.count();
        Outcome met = memory(subject, ofOneClass, most - ofOneClass);
        assertEquals("fiber in a hooked read <= 2,048 holds", verdicts(met));
        assertEquals(List.of(24.0), met.figures().getLast().rows().get("A"));
        assertEquals("fiber in a hooked read <= 2,048 missed", verdicts(memory(subject, ofOneClass, most)));
    }

    private static Outcome memory(Subject subject, long moreOfA, long moreOfB) {
        LiveHeap before = new LiveHeap(Map.of("A", 1_000L));
        LiveHeap after = new LiveHeap(Map.of("A", 1_000L + moreOfA, "B", moreOfB));
        return new MemoryBenchmark().outcome(List.of(new Growth(subject, before, after)), CONTEXT);
    }

    @Test
    void liveHeapIsReadAsItIsWritten() throws IOException {
        BufferedReader output = new BufferedReader(new StringReader("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:            10            240  [B (java.base@25)
                   2:             5             80  java.lang.Object (java.base@25)
                   3:             1           4000  jdk.internal.vm.FillerArray (java.base@25)
                Total            16           4320
                end of live heap
                 num     #instances         #bytes  class name (module)
                """));
        assertEquals(new LiveHeap(Map.of("[B", 240L, "java.lang.Object", 80L)), LiveHeap.read(output));
        assertThrows(IOException.class, () -> LiveHeap.read(output), "the process has ended in between");
    }

    @Test
    void limitOfAReadIsToAllocateNothing() {
        assertEquals("read what is there: with / without <= 1.05 holds, read what is there: allocates more <= 1.00 holds",
                verdicts(outcome(JmhBenchmark.TIMED_READ, "ready", CONTEXT, new Pair(new Cost(101, 40.2), new Cost(100, 40)))));
        assertEquals("read what is there: with / without <= 1.05 missed, read what is there: allocates more <= 1.00 missed",
                verdicts(outcome(JmhBenchmark.TIMED_READ, "ready", CONTEXT, new Pair(new Cost(106, 56), new Cost(100, 40)))));
    }

    private static Outcome scheduler(String operation, Pair... pairs) {
        return outcome(JmhBenchmark.SCHEDULER, operation, CONTEXT, pairs);
    }

    private static Outcome outcome(JmhBenchmark benchmark, String operation, Context context, Pair... pairs) {
        JmhBenchmark.Operation measured = benchmark.operations().stream().filter(each -> each.method().equals(operation))
                .findFirst().orElseThrow();
        return new JmhReport(benchmark, Map.of(measured, List.of(pairs))).outcome(context);
    }

    /** Of all that has a goal: what was compared, the limit, and whether it holds. */
    private static String verdicts(Outcome outcome) {
        return outcome.findings().stream().filter(finding -> finding.bound() != null)
                .map(finding -> finding.comparison() + " " + finding.bound().toString().substring("goal ".length()) + " "
                        + finding.verdict(outcome.validity()))
                .collect(Collectors.joining(", "));
    }

    private static Context context(String... arguments) {
        return new Context(Options.parse(List.of(arguments)), Path.of("target"),
                new Origin("a machine", "software", "a commit", "a date", "a command", List.of()));
    }

    private static Pair pair(double fiberNanos, double jdkNanos) {
        return new Pair(new Cost(fiberNanos, 0), new Cost(jdkNanos, 0));
    }
}
