package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Comparison;
import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/** What is measured of the servers of a session: what contenders cost in turns, and what else is quoted of each. */
final class Measurement {

    static final int RATE_ROUNDS = 10;
    static final double SHARE_OF_PEAK = 0.7;

    private final RequestBenchmark benchmark;
    private final Options options;
    private final Session session;
    private final Servers servers;
    private final Results results;

    Measurement(RequestBenchmark benchmark, Options options, Session session, Results results) {
        this.benchmark = benchmark;
        this.options = options;
        this.session = session;
        this.servers = session.servers();
        this.results = results;
    }

    /**
     * Warms the servers, and has all comparisons in turns, until each has its pairs: the run is lengthened for slow ones, up to
     * half as long again.
     */
    void compare(int pairs) throws IOException {
        results.unsettled.addAll(session.warmUp(benchmark.contenders()));
        results.clock = servers.all().iterator().next().cpu().source();
        results.cpuNanos -= servers.cpuNanos(Server::cpu);
        results.tickNanos -= servers.cpuNanos(Server::ticks);
        results.nextProcesses();
        int rounds = Math.ceilDiv(pairs, 2);
        for (int round = 0; round < rounds
                || round < rounds * 3 / 2 && results.fewestPairsOfTheseProcesses() < pairs; round++) {
            Session.progress("round " + (round + 1) + " of at least " + rounds);
            for (Comparison comparison : benchmark.comparisons()) {
                quad(comparison, (round + results.processes()) % 2 == 1);
            }
        }
        results.cpuNanos += servers.cpuNanos(Server::cpu);
        results.tickNanos += servers.cpuNanos(Server::ticks);
    }

    /** After the comparison: latencies, peaks and system calls. */
    void quote() throws IOException, InterruptedException {
        for (Server server : servers.all()) {
            results.residentKiB += server.residentKiB();
        }
        if (benchmark.exchange() == Exchange.HTTP && options.fixedRate().isPositive() && results.fewestPairs() > 0) {
            fixedRate();
        }
        if (benchmark.exchange() == Exchange.HTTP && Machine.has(Peaks.PROGRAM) && !options.quick()) {
            peaks();
        }
        if (Machine.has(Syscalls.PROGRAM) && !options.quick()) {
            countSyscalls();
        }
    }

    /**
     * ABBA, and BAAB in the next round, or first where servers are started again: each of both comes first as often as second,
     * and as often after itself, after the other one and after a third one.
     */
    private void quad(Comparison comparison, boolean startWithA) throws IOException {
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
    private void fixedRate() throws IOException {
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
    private void peaks() throws IOException {
        Session.progress("peaks");
        Peaks peaks = new Peaks(session, options.connections());
        for (Contender contender : benchmark.contenders()) {
            if (contender.connections() == Contender.DEFAULT_CONNECTIONS) {
                results.peaks.put(contender, peaks.requestsPerSecond(contender));
            }
        }
    }

    /** Last, because what is traced is slow for a while. */
    private void countSyscalls() throws IOException, InterruptedException {
        Session.progress("system calls");
        Syscalls syscalls = new Syscalls(session);
        for (Contender contender : benchmark.contenders()) {
            results.syscalls.put(contender, syscalls.count(contender));
        }
    }
}
