package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.quarkiverse.fiber.it.benchmarks.Benchmark.Contender;
import io.quarkiverse.fiber.it.benchmarks.Benchmark.SyscallBound;

/**
 * System calls of the server per request, as {@code strace -c} counts them. It slows the server down manyfold, hence a run
 * of its own: more requests wait at a time than without it, which flatters whoever handles them in batches.
 */
final class Syscalls {

    private static final Duration TIME = Duration.ofSeconds(3);
    /** Rarer ones belong to nobody's request. */
    private static final double RARE = 0.005;

    private final Servers servers;
    private final Load load;

    Syscalls(Servers servers, Load load) {
        this.servers = servers;
        this.load = load;
    }

    String count(Benchmark benchmark, Options options, List<String> machine) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("# " + benchmark.name() + ": system calls per request, "
                + options.connections() + " connections\n\n");
        machine.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append("\n| contender         |   all | of which |\n|:------------------|------:|:---------|\n");
        Map<Contender, Map<String, Double>> counts = new LinkedHashMap<>();
        for (Contender contender : benchmark.contenders()) {
            work(contender, options.warmUp());
            Map<String, Double> calls = count(contender);
            counts.put(contender, calls);
            double all = calls.values().stream().mapToDouble(Double::doubleValue).sum();
            text.append(String.format(Locale.ROOT, "| %-17s | %5.2f | %s |%n", contender.name(), all, calls.entrySet().stream()
                    .filter(call -> call.getValue() >= RARE)
                    .sorted(Map.Entry.<String, Double> comparingByValue().reversed())
                    .map(call -> String.format(Locale.ROOT, "%s %.2f", call.getKey(), call.getValue()))
                    .collect(Collectors.joining(", "))));
        }
        for (SyscallBound bound : benchmark.syscallBounds()) {
            double calls = counts.get(bound.contender()).getOrDefault(bound.call(), 0.0);
            text.append(String.format(Locale.ROOT, "%n- %s %s %s: %s <= %.2f (%.3f)",
                    calls <= bound.bound().upper() ? "PASS" : "FAIL", bound.bound().kind(), bound.contender().name(),
                    bound.call(), bound.bound().upper(), calls));
        }
        return text.append(benchmark.syscallBounds().isEmpty() ? "" : "\n").toString();
    }

    private Map<String, Double> count(Contender contender) throws IOException, InterruptedException {
        Path table = Files.createTempFile("strace", null);
        Process strace = new ProcessBuilder("strace", "-c", "-f", "-U", "calls,name", "-o", table.toString(), "-p",
                Long.toString(servers.of(contender).pid())).redirectErrorStream(true).start();
        try (BufferedReader messages = strace.inputReader()) {
            String attached = messages.readLine();
            if (attached == null || !attached.contains("attached")) {
                throw new IOException("strace: " + attached);
            }
            long requests = work(contender, TIME);
            // An interrupt makes it detach and write the table.
            new ProcessBuilder("kill", "-INT", Long.toString(strace.pid())).start().waitFor();
            if (!strace.waitFor(20, TimeUnit.SECONDS)) {
                throw new IOException("strace did not end");
            }
            Map<String, Double> calls = new TreeMap<>();
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length == 2 && columns[0].matches("\\d+") && !columns[1].equals("total")) {
                    calls.put(columns[1], Double.parseDouble(columns[0]) / requests);
                }
            }
            return calls;
        } finally {
            strace.destroy();
            Files.delete(table);
        }
    }

    /** Full load from the first to the last request; returns how many there were. */
    private long work(Contender contender, Duration time) throws IOException {
        long before = load.completed();
        load.start(contender);
        load.run(time.toNanos());
        load.drain();
        return load.completed() - before;
    }
}
