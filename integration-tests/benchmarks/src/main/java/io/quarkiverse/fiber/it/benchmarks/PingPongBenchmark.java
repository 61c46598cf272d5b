package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.fiber.it.benchmarks.scheduler.PingPong;
import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;

/** P5: round trips of a byte within one process, on one core. Each figure is that of a process of its own, in turns. */
final class PingPongBenchmark {

    static final String NAME = "P5";

    private static final int CONNECTIONS = 16;
    /** Of the fastest of the C++ servers whose idea this is, lunar, on a machine of the same kind. */
    private static final int GOAL = 53_000;

    private final Options options;

    PingPongBenchmark(Options options) {
        this.options = options;
    }

    Map<Kind, List<Double>> run() throws IOException, InterruptedException {
        Map<Kind, List<Double>> rates = new EnumMap<>(Kind.class);
        for (int round = 0; round < options.rounds(); round++) {
            for (Kind kind : round % 2 == 0 ? List.of(Kind.FIBER, Kind.JDK) : List.of(Kind.JDK, Kind.FIBER)) {
                rates.computeIfAbsent(kind, first -> new ArrayList<>()).add(measure(kind));
            }
            System.err.printf("round %d of %d%n", round + 1, options.rounds());
        }
        return rates;
    }

    private double measure(Kind kind) throws IOException, InterruptedException {
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

    static String render(Map<Kind, List<Double>> rates, List<String> machine) {
        StringBuilder text = new StringBuilder();
        line(text, "# %s: a byte goes to and fro, %d connections, both ends on one carrier", NAME, CONNECTIONS);
        line(text, "");
        machine.forEach(item -> line(text, "- %s", item));
        line(text, "");
        line(text, "| both ends are           | round trips/s | least |  most |");
        line(text, "|:------------------------|--------------:|------:|------:|");
        row(text, "fibers, hooked sockets", rates.get(Kind.FIBER));
        row(text, "virtual threads", rates.get(Kind.JDK));
        line(text, "");
        double rate = median(rates.get(Kind.FIBER));
        line(text, "- %s goal round trips/s > %d (%.0f)", rate > GOAL ? "PASS" : "MISS", GOAL, rate);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, List<Double> rates) {
        double[] all = rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        line(text, "| %-23s | %13.0f | %5.0f | %5.0f |", name, median(rates), all[0], all[all.length - 1]);
    }

    private static double median(List<Double> rates) {
        return Estimate.median(rates.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
