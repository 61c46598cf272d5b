package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/**
 * Requests per second as {@code wrk} sees them, a load generator that everybody knows and that this project did not write. It
 * has the core of the load, together with what the server calls.
 */
final class Peaks {

    static final String PROGRAM = "wrk";

    private static final Duration TIME = Duration.ofSeconds(3);
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
    private static final Pattern FAILURES = Pattern.compile("(Socket errors|Non-2xx or 3xx responses):.*");

    private final Session session;
    private final int connections;

    Peaks(Session session, int connections) {
        this.session = session;
        this.connections = connections;
    }

    double requestsPerSecond(Contender contender) throws IOException {
        String url = "http://127.0.0.1:" + session.servers().of(contender).port() + contender.path();
        Process wrk = new ProcessBuilder(PROGRAM, "-t", "1", "-c", Integer.toString(connections), "-d",
                TIME.toSeconds() + "s", url).redirectErrorStream(true).start();
        try {
            session.serveWhile(wrk::isAlive);
            return parse(new String(wrk.getInputStream().readAllBytes()));
        } finally {
            wrk.destroy();
        }
    }

    static double parse(String output) throws IOException {
        Matcher failures = FAILURES.matcher(output);
        if (failures.find()) {
            throw new IOException(PROGRAM + ": " + failures.group());
        }
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException(PROGRAM + ": " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
