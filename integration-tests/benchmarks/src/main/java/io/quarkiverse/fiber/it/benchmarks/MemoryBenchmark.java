package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.Validity;
import io.quarkiverse.fiber.it.benchmarks.scheduler.LiveHeap;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;
import io.quarkiverse.fiber.it.benchmarks.scheduler.WaitingThreads;
import io.quarkiverse.fiber.it.benchmarks.scheduler.WaitingThreads.Wait;

/**
 * P6: the live heap of a JVM before and after many threads have begun to wait. Each is a JVM of its own; the other ends of
 * their connections are here, in this process, so that nothing of them counts.
 */
final class MemoryBenchmark implements Benchmark {

    private static final double MIB = 1 << 20;
    private static final int SLEEPERS = 1_000_000;
    /** Each needs a descriptor in both processes, and many systems give a process ten or twenty thousand. */
    private static final int READERS = 5_000;

    /** What is measured; none of those of the JDK has a goal. */
    static final List<Subject> SUBJECTS = List.of(
            new Subject("fiber in a hooked read", Kind.FIBER, Wait.READ, READERS, Bound.goal(2 << 10)),
            new Subject("fiber asleep", Kind.FIBER, Wait.SLEEP, SLEEPERS, Bound.goal((1 << 30) / SLEEPERS)),
            new Subject("virtual thread in a read", Kind.JDK, Wait.READ, READERS, null),
            new Subject("virtual thread asleep", Kind.JDK, Wait.SLEEP, SLEEPERS, null));

    private static final List<String> JVM_ARGUMENTS = List.of("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            // The final compiler at once, and who calls waits for it: or the size of frames would depend on how busy it is.
            "-XX:-TieredCompilation", "-Xbatch", "-XX:CompileThreshold=1000",
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /**
     * @param goal of the bytes that one has; null if it has none
     */
    record Subject(String name, Kind kind, Wait reason, int count, Bound goal) {
    }

    /** The live heap with few threads that wait, and with {@code subject.count} more. */
    record Growth(Subject subject, LiveHeap before, LiveHeap after) {

        long bytes() {
            return after.bytes() - before.bytes();
        }

        double bytesPerThread() {
            return (double) bytes() / subject.count;
        }

        double bytesPerThread(String className) {
            return (double) (after.bytesByClass().get(className) - before.bytesByClass().getOrDefault(className, 0L))
                    / subject.count;
        }
    }

    @Override
    public String name() {
        return "P6";
    }

    @Override
    public String title() {
        return "live heap of threads that wait";
    }

    @Override
    public Outcome measure(Context context) throws IOException, InterruptedException {
        List<Growth> growths = new ArrayList<>();
        for (Subject subject : SUBJECTS) {
            growths.add(measure(subject, context.options()));
        }
        return outcome(growths, context);
    }

    Outcome outcome(List<Growth> growths, Context context) {
        List<Finding> findings = new ArrayList<>();
        List<Figures> figures = new ArrayList<>();
        Figures all = new Figures("After full collections, with warm code. What comes once was there before: "
                + WaitingThreads.FIRST + " threads waited already.", "thread",
                List.of("how many", "MiB before", "MiB after", "bytes each"));
        figures.add(all);
        for (Growth growth : growths) {
            Subject subject = growth.subject;
            findings.add(new Finding(subject.name, "bytes", subject.goal, List.of(growth.bytesPerThread())));
            all.add(subject.name, (double) subject.count, growth.before.bytes() / MIB, growth.after.bytes() / MIB,
                    growth.bytesPerThread());
            figures.add(classes(growth));
        }
        return new Outcome(name(), title(), context.origin(), Validity.VALID, findings, figures);
    }

    /** Where the bytes are; an object less than one thread in ten has is left out. */
    private static Figures classes(Growth growth) {
        Figures figures = new Figures("Of a " + growth.subject.name + ":", "class", List.of("bytes each"));
        growth.after.bytesByClass().keySet().stream().filter(name -> growth.bytesPerThread(name) >= 1)
                .sorted(Comparator.comparingDouble((String name) -> -growth.bytesPerThread(name)))
                .forEach(name -> figures.add(name, growth.bytesPerThread(name)));
        return figures;
    }

    private static Growth measure(Subject subject, Options options) throws IOException, InterruptedException {
        try (Peers peers = new Peers()) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JVM_ARGUMENTS);
            command.addAll(options.jvmArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), WaitingThreads.class.getName(),
                    subject.kind.name(), subject.reason.name(), Integer.toString(subject.count),
                    Integer.toString(peers.port())));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader output = process.inputReader()) {
                return new Growth(subject, LiveHeap.read(output), LiveHeap.read(output));
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }
}
