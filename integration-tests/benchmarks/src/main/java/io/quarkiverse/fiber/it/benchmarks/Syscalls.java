package io.quarkiverse.fiber.it.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/**
 * System calls of the server per request, as {@code strace -c} counts them. It slows the server down manyfold, hence a run
 * of its own: more requests wait at a time than without it, which flatters whoever handles them in batches.
 */
final class Syscalls {

    static final String PROGRAM = "strace";

    private static final Duration TIME = Duration.ofSeconds(3);

    private final Session session;

    Syscalls(Session session) {
        this.session = session;
    }

    /** How often a request makes each call. */
    Map<String, Double> count(Contender contender) throws IOException, InterruptedException {
        Path table = Files.createTempFile("strace", null);
        Process strace = new ProcessBuilder(PROGRAM, "-c", "-f", "-U", "calls,name", "-o", table.toString(), "-p",
                Long.toString(session.servers().of(contender).pid())).redirectErrorStream(true).start();
        try (BufferedReader messages = strace.inputReader()) {
            String attached = messages.readLine();
            if (attached == null || !attached.contains("attached")) {
                throw new IOException("strace: " + attached);
            }
            long requests = work(contender);
            // An interrupt makes it detach and write the table.
            new ProcessBuilder("kill", "-INT", Long.toString(strace.pid())).start().waitFor();
            if (!strace.waitFor(20, TimeUnit.SECONDS)) {
                throw new IOException("strace did not end");
            }
            return parse(Files.readAllLines(table), requests);
        } finally {
            strace.destroy();
            Files.delete(table);
        }
    }

    static Map<String, Double> parse(List<String> table, long requests) {
        Map<String, Double> calls = new TreeMap<>();
        for (String line : table) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length == 2 && columns[0].matches("\\d+") && !columns[1].equals("total")) {
                calls.put(columns[1], Double.parseDouble(columns[0]) / requests);
            }
        }
        return calls;
    }

    /** Full load from the first to the last request; returns how many there were. */
    private long work(Contender contender) throws IOException {
        Load load = session.load();
        long before = load.completed();
        load.start(contender);
        load.run(TIME.toNanos());
        load.drain();
        return load.completed() - before;
    }
}
