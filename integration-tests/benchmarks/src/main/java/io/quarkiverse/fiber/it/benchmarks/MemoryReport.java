package io.quarkiverse.fiber.it.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.quarkiverse.fiber.it.benchmarks.MemoryBenchmark.Growth;
import io.quarkiverse.fiber.it.benchmarks.MemoryBenchmark.Subject;
import io.quarkiverse.fiber.it.benchmarks.scheduler.WaitingThreads;

/** What threads that wait need, as Markdown that is readable as plain text. */
final class MemoryReport {

    private static final double MIB = 1 << 20;

    private final List<Growth> growths;
    private final StringBuilder text = new StringBuilder();

    MemoryReport(List<Growth> growths) {
        this.growths = growths;
    }

    String render(List<String> machine) {
        line("# %s: live heap of threads that wait", MemoryBenchmark.NAME);
        line("");
        machine.forEach(item -> line("- %s", item));
        line("");
        line("| thread                   | how many | MiB before | MiB after | bytes each |");
        line("|:-------------------------|---------:|-----------:|----------:|-----------:|");
        for (Growth growth : growths) {
            line("| %-24s | %8d | %10.1f | %9.1f | %10.0f |", growth.subject().name(), growth.subject().count(),
                    growth.before().bytes() / MIB, growth.after().bytes() / MIB, growth.bytesPerThread());
        }
        line("");
        line("After full collections, with warm code. What comes once was there before: %d threads waited already.",
                WaitingThreads.FIRST);
        line("");
        growths.forEach(this::verdict);
        growths.forEach(this::classes);
        return text.toString();
    }

    private void verdict(Growth growth) {
        Subject subject = growth.subject();
        if (subject.goal() < Long.MAX_VALUE) {
            line("- %s goal %s <= %d bytes (%.0f)", growth.bytesPerThread() <= subject.goal() ? "PASS" : "MISS",
                    subject.name(), subject.goal(), growth.bytesPerThread());
        }
    }

    /** Where the bytes are; an object less than one thread in ten has is left out. */
    private void classes(Growth growth) {
        line("");
        line("| bytes each | class, of a %s", growth.subject().name());
        line("|-----------:|:------");
        growth.after().bytesByClass().keySet().stream().filter(name -> growth.bytesPerThread(name) >= 1)
                .sorted(Comparator.comparingDouble((String name) -> -growth.bytesPerThread(name)))
                .forEach(name -> line("| %10.1f | %s", growth.bytesPerThread(name), name));
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
