package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/** One run: warms the server, lets the contenders take turns, and then looks at each of them at a fixed rate. */
final class Measurement {

    static final int RATE_ROUNDS = 10;
    static final double SHARE_OF_PEAK = 0.7;

    private final RequestBenchmark benchmark;
    private final Options options;
    private final Session session;
    private final Servers servers;

    Measurement(RequestBenchmark benchmark, Options options, Session session) {
        this.benchmark = benchmark;
        this.options = options;
        this.session = session;
        this.servers = session.servers();
    }

    Results run() throws IOException, InterruptedException {
        Results results = new Results(benchmark);
        results.unsettled.addAll(session.warmUp(benchmark.contenders()));
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
        if (benchmark.exchange() == Exchange.HTTP && Machine.has(Peaks.PROGRAM) && !options.quick()) {
            peaks(results);
        }
        if (Machine.has(Syscalls.PROGRAM) && !options.quick()) {
            countSyscalls(results);
        }
        results.errors = session.load().errors();
        return results;
    }

    /** All comparisons in turns, until each has its pairs: the run is lengthened for slow ones, up to half as long again. */
    private void compare(Results results) throws IOException {
        int rounds = Math.ceilDiv(options.pairs(), 2);
        for (int round = 0; round < rounds || round < rounds * 3 / 2 && results.fewestPairs() < options.pairs(); round++) {
            Session.progress("round " + (round + 1) + " of at least " + rounds);
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
        Slice first = session.slice(outer);
        Slice second = session.slice(inner);
        Slice third = session.slice(inner);
        Slice fourth = session.slice(outer);
        results.add(comparison, startWithA ? new Slice.Pair(first, second) : new Slice.Pair(second, first));
        results.add(comparison, startWithA ? new Slice.Pair(fourth, third) : new Slice.Pair(third, fourth));
    }

    /** All contenders in turns at one rate, which even the slowest can sustain. */
    private void fixedRate(Results results) throws IOException {
        double slowest = benchmark.contenders().stream().mapToDouble(results::requestsPerSecond).min().orElseThrow();
        results.rate = SHARE_OF_PEAK * slowest;
        for (int round = 0; round < RATE_ROUNDS; round++) {
            Session.progress("fixed rate, round " + (round + 1) + " of " + RATE_ROUNDS);
            for (Contender contender : benchmark.contenders()) {
                results.add(contender, session.atRate(contender, results.rate, options.fixedRate().dividedBy(RATE_ROUNDS)));
            }
        }
    }

    /** Of those over as many connections as usual: with thousands more a server would need a descriptor too many. */
    private void peaks(Results results) throws IOException {
        Session.progress("peaks");
        Peaks peaks = new Peaks(session, options.connections());
        for (Contender contender : benchmark.contenders()) {
            if (contender.connections() == Contender.DEFAULT_CONNECTIONS) {
                results.peaks.put(contender, peaks.requestsPerSecond(contender));
            }
        }
    }

    /** Last, because what is traced is slow for a while. */
    private void countSyscalls(Results results) throws IOException, InterruptedException {
        Session.progress("system calls");
        Syscalls syscalls = new Syscalls(session);
        for (Contender contender : benchmark.contenders()) {
            results.syscalls.put(contender, syscalls.count(contender));
        }
    }
}
