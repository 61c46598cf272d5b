package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Operation;
import io.quarkiverse.fiber.it.benchmarks.JmhBenchmark.Pair;

/** What operations cost, as Markdown that is readable as plain text. */
final class JmhReport {

    private final JmhBenchmark benchmark;
    private final Map<Operation, List<Pair>> results;
    private final StringBuilder text = new StringBuilder();

    JmhReport(JmhBenchmark benchmark, Map<Operation, List<Pair>> results) {
        this.benchmark = benchmark;
        this.results = results;
    }

    String render(Options options, List<String> machine) {
        line("# %s: %s", benchmark.name(), benchmark.title());
        line("");
        machine.forEach(item -> line("- %s", item));
        line("");
        if (options.meetMethod()) {
            line("Medians of %d rounds; each figure of a round is that of a JVM of its own.", options.rounds());
        } else {
            line("**NOT VALID AS A RESULT**: shorter than the method asks for.");
        }
        line("");
        String first = benchmark.first().label();
        String second = benchmark.second().label();
        line("| one operation           | %10s | %10s | ratio | 95 %% interval | %13s | %13s |", first + " ns", second + " ns",
                first + " bytes", second + " bytes");
        line("|:------------------------|-----------:|-----------:|------:|:------------:|--------------:|--------------:|");
        results.forEach((operation, pairs) -> {
            Estimate ratio = ratio(pairs);
            line("| %-23s | %10.1f | %10.1f | %5.3f | %5.3f-%5.3f  | %13.1f | %13.1f |", operation.label(),
                    median(pairs, pair -> pair.first().nanos()), median(pairs, pair -> pair.second().nanos()), ratio.median(),
                    ratio.lower(), ratio.upper(), median(pairs, pair -> pair.first().bytes()),
                    median(pairs, pair -> pair.second().bytes()));
        });
        line("");
        results.forEach(this::verdict);
        return text.toString();
    }

    private void verdict(Operation operation, List<Pair> pairs) {
        if (operation.nanosGoal() != null) {
            double nanos = median(pairs, pair -> pair.first().nanos());
            line("- %s goal %s <= %.0f ns (%.1f ns)", verdict(nanos <= operation.nanosGoal()), operation.label(),
                    operation.nanosGoal(), nanos);
            return;
        }
        Estimate ratio = ratio(pairs);
        line("- %s goal %s <= %.2f (upper end %.3f)", verdict(ratio.holds(benchmark.goal())), operation.label(),
                benchmark.goal().upper(), ratio.upper());
        if (benchmark.bytesGoal() != null) {
            double more = median(pairs, pair -> pair.first().bytes() - pair.second().bytes());
            line("- %s goal %s allocates no more (%.1f bytes more)", verdict(more <= benchmark.bytesGoal()), operation.label(),
                    more);
        }
    }

    private static String verdict(boolean holds) {
        return holds ? "PASS" : "MISS";
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
