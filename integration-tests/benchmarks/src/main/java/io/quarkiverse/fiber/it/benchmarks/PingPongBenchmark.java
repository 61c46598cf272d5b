package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Estimate;
import io.quarkiverse.fiber.it.benchmarks.report.Figures;
import io.quarkiverse.fiber.it.benchmarks.report.Finding;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.scheduler.PingPong;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/** P5: round trips of a byte within one process, on one core. Each figure is that of a process of its own, in turns. */
final class PingPongBenchmark implements Benchmark {

    private static final int CONNECTIONS = 16;
    /** Of the fastest of the C++ servers whose idea this is, lunar, on a machine of the same kind. */
    private static final int GOAL = 53_000;

    @Override
    public String name() {
        return "P5";
    }

    @Override
    public String title() {
        return "a byte goes to and fro, " + CONNECTIONS + " connections, both ends on one carrier";
    }

    @Override
    public Outcome measure(Context context) throws IOException, InterruptedException {
        Map<Kind, List<Double>> rates = new EnumMap<>(Kind.class);
        for (int round = 0; round < context.options().rounds(); round++) {
            for (Kind kind : round % 2 == 0 ? List.of(Kind.FIBER, Kind.JDK) : List.of(Kind.JDK, Kind.FIBER)) {
                rates.computeIfAbsent(kind, first -> new ArrayList<>()).add(measure(kind, context.options()));
            }
            Session.progress("round " + (round + 1) + " of " + context.options().rounds());
        }
        return outcome(rates, context);
    }

    private static double measure(Kind kind, Options options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JmhBenchmark.ONE_CARRIER);
        command.addAll(options.jvmArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PingPong.class.getName(), kind.name(),
                Integer.toString(CONNECTIONS)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            String rate = output.readLine();
            if (rate == null) {
                throw new IOException("The process ended with " + process.waitFor());
            }
            return Double.parseDouble(rate);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    Outcome outcome(Map<Kind, List<Double>> rates, Context context) {
        List<Double> fibers = rates.get(Kind.FIBER);
        List<Double> virtual = rates.get(Kind.JDK);
        Figures figures = new Figures("Each figure of a round is that of a process of its own.", "both ends are",
                List.of("round trips/s", "least", "most"));
        add(figures, "fibers, hooked sockets", fibers);
        add(figures, "virtual threads", virtual);
        return new Outcome(name(), title(), context.origin().with(List.of("the goal is the rate of lunar, the fastest of the"
                + " C++ servers, on another machine of the same kind: none of them is built and run here")),
                context.options().validity(),
                List.of(new Finding("fibers", "round trips/s", Bound.goalAtLeast(GOAL), fibers),
                        Finding.ratio("time of a round trip: fibers / virtual threads", null,
                                IntStream.range(0, fibers.size()).mapToObj(i -> virtual.get(i) / fibers.get(i)).toList())),
                List.of(figures));
    }

    private static void add(Figures figures, String name, List<Double> rates) {
        figures.add(name, Estimate.median(rates), rates.stream().min(Double::compare).orElseThrow(),
                rates.stream().max(Double::compare).orElseThrow());
    }
}
