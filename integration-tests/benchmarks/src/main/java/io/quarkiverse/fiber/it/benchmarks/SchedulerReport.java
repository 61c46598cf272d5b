package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.fiber.it.benchmarks.Benchmark.Bound;
import io.quarkiverse.fiber.it.benchmarks.SchedulerBenchmark.Pair;

/** What the operations of the scheduler cost, as Markdown that is readable as plain text. */
final class SchedulerReport {

    private static final Bound NOT_SLOWER = Bound.goal(1);
    /** An application does it without a thought, in any loop. */
    private static final double CURRENT_NANOS = 10;
    private static final String CURRENT = "current";

    private final Map<String, List<Pair>> results;
    private final StringBuilder text = new StringBuilder();

    SchedulerReport(Map<String, List<Pair>> results) {
        this.results = results;
    }

    String render(Options options, List<String> machine) {
        line("# %s: fibers on one event loop beside virtual threads on the JDK's scheduler with one carrier",
                SchedulerBenchmark.NAME);
        line("");
        machine.forEach(item -> line("- %s", item));
        line("");
        if (options.meetMethod()) {
            line("Medians of %d rounds; each figure of a round is that of a JVM of its own.", options.rounds());
        } else {
            line("**NOT VALID AS A RESULT**: shorter than the method asks for.");
        }
        line("");
        line("| one operation           | fiber ns | JDK ns | ratio | 95 %% interval | fiber bytes | JDK bytes |");
        line("|:------------------------|---------:|-------:|------:|:------------:|------------:|----------:|");
        results.forEach((operation, pairs) -> {
            Estimate ratio = ratio(pairs);
            line("| %-23s | %8.1f | %6.1f | %5.3f | %5.3f-%5.3f  | %11.1f | %9.1f |",
                    SchedulerBenchmark.OPERATIONS.get(operation), median(pairs, pair -> pair.fiber().nanos()),
                    median(pairs, pair -> pair.jdk().nanos()), ratio.median(), ratio.lower(), ratio.upper(),
                    median(pairs, pair -> pair.fiber().bytes()), median(pairs, pair -> pair.jdk().bytes()));
        });
        line("");
        results.forEach(this::verdict);
        return text.toString();
    }

    private void verdict(String operation, List<Pair> pairs) {
        String name = SchedulerBenchmark.OPERATIONS.get(operation);
        if (operation.equals(CURRENT)) {
            double nanos = median(pairs, pair -> pair.fiber().nanos());
            line("- %s goal %s <= %.0f ns (%.1f ns)", nanos <= CURRENT_NANOS ? "PASS" : "MISS", name, CURRENT_NANOS, nanos);
        } else {
            Estimate ratio = ratio(pairs);
            line("- %s goal %s <= %.2f (upper end %.3f)", ratio.holds(NOT_SLOWER) ? "PASS" : "MISS", name,
                    NOT_SLOWER.upper(), ratio.upper());
        }
    }

    private static Estimate ratio(List<Pair> pairs) {
        return Estimate.of(pairs.stream().mapToDouble(Pair::ratio).toArray());
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Estimate.median(pairs.stream().mapToDouble(value).toArray());
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
