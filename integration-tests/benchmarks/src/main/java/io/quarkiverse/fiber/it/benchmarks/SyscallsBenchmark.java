package io.quarkiverse.fiber.it.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/** P8: the system calls of P2 once its descriptors are known to the loop's selector. */
final class SyscallsBenchmark implements RequestBenchmark {

    private static final String INTEREST = "epoll_ctl";
    private static final List<String> QUOTED = List.of("read", "write", "epoll_wait", INTEREST);
    private static final Map<Contender, Bound> GOALS = Map.of(CallBenchmark.HOOKED, Bound.goal(0.05), TwoLoopsBenchmark.HOOKED,
            Bound.goal(0.10));

    @Override
    public String name() {
        return "P8";
    }

    @Override
    public String title() {
        return "system calls of one pooled TCP call";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of();
    }

    @Override
    public List<Contender> contenders() {
        return List.of(CallBenchmark.HOOKED, TwoLoopsBenchmark.HOOKED, CallBenchmark.REACTIVE, CallBenchmark.VIRTUAL);
    }

    @Override
    public Outcome measure(Context context) throws Exception {
        if (!Machine.has(Syscalls.PROGRAM)) {
            return Outcome.notMeasured(name(), title(), context.origin(), "strace is not installed");
        }
        Map<Contender, List<Map<String, Double>>> counts = new LinkedHashMap<>();
        try (Session session = Session.open(this, context)) {
            session.warmUp(contenders());
            Syscalls syscalls = new Syscalls(session);
            for (int round = 0; round < context.options().rounds(); round++) {
                for (Contender contender : contenders()) {
                    counts.computeIfAbsent(contender, first -> new ArrayList<>()).add(syscalls.count(contender));
                }
            }
            return outcome(counts, context, session);
        }
    }

    private Outcome outcome(Map<Contender, List<Map<String, Double>>> counts, Context context, Session session)
            throws Exception {
        List<Finding> findings = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of("all"));
        columns.addAll(QUOTED);
        Figures figures = new Figures("Calls per request, medians of " + context.options().rounds() + " rounds under strace.",
                "contender", columns);
        counts.forEach((contender, rounds) -> {
            if (GOALS.containsKey(contender)) {
                findings.add(new Finding(contender.name() + ": " + INTEREST, "calls/request", GOALS.get(contender),
                        rounds.stream().map(calls -> calls.getOrDefault(INTEREST, 0.0)).toList()));
            }
            List<Double> row = new ArrayList<>();
            row.add(median(
                    rounds.stream().map(calls -> calls.values().stream().mapToDouble(Double::doubleValue).sum()).toList()));
            QUOTED.forEach(call -> row.add(median(rounds.stream().map(calls -> calls.getOrDefault(call, 0.0)).toList())));
            figures.add(contender.name(), row.toArray(Double[]::new));
        });
        return new Outcome(name(), title(), context.origin().with(session.describe()),
                context.options().validity(),
                findings, List.of(figures));
    }

    private static double median(List<Double> rounds) {
        return Estimate.median(rounds);
    }
}
