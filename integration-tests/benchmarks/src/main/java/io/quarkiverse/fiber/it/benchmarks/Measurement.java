package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.quarkiverse.fiber.it.benchmarks.Benchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.Benchmark.Contender;

/** One run: warms the server, lets the contenders take turns, and then looks at each of them at a fixed rate. */
final class Measurement {

    /** Full load that does not count, so that the way into a slice is no part of it. */
    private static final Duration LEAD_IN = Duration.ofMillis(50);
    private static final int BLOCK = 5;
    private static final double SETTLED = 1.05;
    /** Gives up on a contender that has not settled after so many times the least warm-up. */
    private static final int PATIENCE = 4;
    static final int RATE_ROUNDS = 10;
    private static final double SHARE_OF_PEAK = 0.7;

    private final Benchmark benchmark;
    private final Options options;
    private final Servers servers;
    private final Load load;
    private final Canary canary = new Canary();

    Measurement(Benchmark benchmark, Options options, Servers servers, Load load) {
        this.benchmark = benchmark;
        this.options = options;
        this.servers = servers;
        this.load = load;
    }

    Results run() throws IOException {
        Results results = new Results(benchmark);
        progress("warm-up: at least " + options.warmUp().toSeconds() + " s for each of " + benchmark.contenders().size());
        results.unsettled.addAll(warmUp());
        results.clock = servers.all().iterator().next().cpu().source();
        long cpuBefore = servers.cpuNanos(Server::cpu);
        long ticksBefore = servers.cpuNanos(Server::ticks);
        compare(results);
        results.clockAgreement = (double) (servers.cpuNanos(Server::cpu) - cpuBefore)
                / (servers.cpuNanos(Server::ticks) - ticksBefore);
        for (Server server : servers.all()) {
            results.residentKiB += server.residentKiB();
        }
        if (benchmark.exchange() == Exchange.HTTP && options.fixedRate().isPositive() && results.fewestPairs() > 0) {
            fixedRate(results);
        }
        results.errors = load.errors();
        return results;
    }

    /**
     * Connections and pools first, which take longer than a slice; then block by block in turns, lest the code is compiled for
     * the contender that came first. A contender has settled once
     * the slices of one block agree.
     *
     * @return the contenders that never settled
     */
    private Set<Contender> warmUp() throws IOException {
        for (Contender contender : benchmark.contenders()) {
            load.start(contender);
            load.drain();
        }
        Set<Contender> unsettled = new LinkedHashSet<>(benchmark.contenders());
        long block = options.slice().plus(LEAD_IN).multipliedBy(BLOCK).toNanos();
        long blocks = Math.ceilDiv(options.warmUp().toNanos(), block);
        for (int i = 0; i < blocks || i < PATIENCE * blocks && !unsettled.isEmpty(); i++) {
            for (Contender contender : benchmark.contenders()) {
                if (settles(contender) && i >= blocks - 1) {
                    unsettled.remove(contender);
                }
            }
        }
        return unsettled;
    }

    private boolean settles(Contender contender) throws IOException {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int i = 0; i < BLOCK; i++) {
            double cpu = slice(contender).cpuMicrosPerRequest();
            least = Math.min(least, cpu);
            most = Math.max(most, cpu);
        }
        return most <= SETTLED * least;
    }

    /** All comparisons in turns, until each has its pairs: the run is lengthened for slow ones, up to half as long again. */
    private void compare(Results results) throws IOException {
        int rounds = Math.ceilDiv(options.pairs(), 2);
        for (int round = 0; round < rounds || round < rounds * 3 / 2 && results.fewestPairs() < options.pairs(); round++) {
            progress("round " + (round + 1) + " of at least " + rounds);
            for (Comparison comparison : benchmark.comparisons()) {
                quad(comparison, round % 2 == 0, results);
            }
        }
    }

    /**
     * ABBA, and BAAB in the next round: each of both comes first as often as second, and as often after itself, after the
     * other one and after a third one.
     */
    private void quad(Comparison comparison, boolean startWithA, Results results) throws IOException {
        Contender outer = startWithA ? comparison.a() : comparison.b();
        Contender inner = startWithA ? comparison.b() : comparison.a();
        Slice first = slice(outer);
        Slice second = slice(inner);
        Slice third = slice(inner);
        Slice fourth = slice(outer);
        results.add(comparison, startWithA ? new Slice.Pair(first, second) : new Slice.Pair(second, first));
        results.add(comparison, startWithA ? new Slice.Pair(fourth, third) : new Slice.Pair(third, fourth));
    }

    /**
     * Both ends of a slice are at full load, and the clock is read while as many requests are in flight: what the first of
     * them cost before the slice, the last of them still will after it.
     */
    private Slice slice(Contender contender) throws IOException {
        Server server = servers.of(contender);
        long canaryNanos = canary.nanos();
        long switchesBefore = server.contextSwitches();
        long completedBefore = load.completed();
        load.start(contender);
        load.run(LEAD_IN.toNanos());
        long begin = System.nanoTime();
        long cpuBefore = server.cpu().nanos().getAsLong();
        long requests = load.run(options.slice().toNanos());
        long cpuNanos = server.cpu().nanos().getAsLong() - cpuBefore;
        long wallNanos = System.nanoTime() - begin;
        load.drain();
        double switches = (double) (server.contextSwitches() - switchesBefore) / (load.completed() - completedBefore);
        if (requests == 0) {
            throw new IOException(contender.path() + " did not answer a single request with status 200");
        }
        return new Slice(requests, wallNanos, cpuNanos, switches, canaryNanos);
    }

    /** All contenders in turns at one rate, which even the slowest can sustain. */
    private void fixedRate(Results results) throws IOException {
        double slowest = benchmark.contenders().stream().mapToDouble(results::requestsPerSecond).min().orElseThrow();
        results.rate = SHARE_OF_PEAK * slowest;
        for (int round = 0; round < RATE_ROUNDS; round++) {
            progress("fixed rate, round " + (round + 1) + " of " + RATE_ROUNDS);
            for (Contender contender : benchmark.contenders()) {
                long before = allocated(contender);
                long[] latencies = load.runAtRate(contender, results.rate,
                        options.fixedRate().dividedBy(RATE_ROUNDS).toNanos());
                long allocated = allocated(contender) - before;
                Arrays.sort(latencies);
                results.add(contender, new Results.AtFixedRate(latencies, (double) allocated / latencies.length));
            }
        }
    }

    private long allocated(Contender contender) throws IOException {
        return Long.parseLong(servers.of(contender).get("/server/allocated"));
    }

    private static void progress(String text) {
        System.err.println(text);
    }
}
