package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.scheduler.LiveHeap;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;
import io.quarkiverse.fiber.it.benchmarks.scheduler.WaitingThreads;
import io.quarkiverse.fiber.it.benchmarks.scheduler.WaitingThreads.Wait;

/**
 * P6: the live heap of a JVM before and after many threads have begun to wait. Each is a JVM of its own; the other ends of
 * their connections are here, in this process, so that nothing of them counts.
 */
final class MemoryBenchmark {

    static final String NAME = "P6";

    private static final int SLEEPERS = 1_000_000;
    /** Each needs a descriptor in both processes, and many systems give a process ten or twenty thousand. */
    private static final int READERS = 5_000;

    /** What is measured; none of those of the JDK has a goal. */
    static final List<Subject> SUBJECTS = List.of(
            new Subject("fiber in a hooked read", Kind.FIBER, Wait.READ, READERS, 2 << 10),
            new Subject("fiber asleep", Kind.FIBER, Wait.SLEEP, SLEEPERS, (1 << 30) / SLEEPERS),
            new Subject("virtual thread in a read", Kind.JDK, Wait.READ, READERS, Long.MAX_VALUE),
            new Subject("virtual thread asleep", Kind.JDK, Wait.SLEEP, SLEEPERS, Long.MAX_VALUE));

    private static final List<String> JVM_ARGUMENTS = List.of("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            // The final compiler at once, and who calls waits for it: or the size of frames would depend on how busy it is.
            "-XX:-TieredCompilation", "-Xbatch", "-XX:CompileThreshold=1000",
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final Options options;

    MemoryBenchmark(Options options) {
        this.options = options;
    }

    /**
     * @param goal the most that one may have, in bytes
     */
    record Subject(String name, Kind kind, Wait reason, int count, long goal) {
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

    List<Growth> run() throws IOException, InterruptedException {
        List<Growth> growths = new ArrayList<>();
        for (Subject subject : SUBJECTS) {
            growths.add(measure(subject));
        }
        return growths;
    }

    private Growth measure(Subject subject) throws IOException, InterruptedException {
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
