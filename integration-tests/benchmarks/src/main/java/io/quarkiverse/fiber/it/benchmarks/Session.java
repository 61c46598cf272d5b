package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.quarkiverse.fiber.it.benchmarks.RequestBenchmark.Contender;

/** The servers of a benchmark and the load on them, and what is done with both again and again. */
final class Session implements AutoCloseable {

    /** Full load that does not count, so that the way into a slice is no part of it. */
    private static final Duration LEAD_IN = Duration.ofMillis(50);
    /** A slice has at least so many requests of each connection, for with many connections they come in waves. */
    private static final int TURNS = 5;
    private static final int BLOCK = 5;
    private static final double SETTLED = 1.05;
    /** Gives up on a contender that has not settled after so many times the least warm-up: then the machine does not. */
    private static final int PATIENCE = 2;

    /** Between two looks at whether another program still runs. */
    private static final int POLLS = 100;

    private final Options options;
    private final Poller poller;
    private final Database database;
    private final Servers servers;
    private final Load load;
    private final Canary canary = new Canary();

    private Session(Options options, Poller poller, Database database, Servers servers, Load load) {
        this.options = options;
        this.poller = poller;
        this.database = database;
        this.servers = servers;
        this.load = load;
    }

    static Session open(RequestBenchmark benchmark, Context context) throws Exception {
        Poller poller = new Poller(benchmark.sharesCoreOfLoad());
        Database database = benchmark.needsDatabase() ? Database.start() : null;
        List<String> jvmArguments = new ArrayList<>(context.options().jvmArguments());
        jvmArguments.add("-Dbenchmarks.backend.port=" + new Backend(poller).port());
        if (context.options().nativeTransport()) {
            jvmArguments.add(Setup.NATIVE_TRANSPORT);
        }
        if (database != null) {
            jvmArguments.add("-Dbenchmarks.database.port=" + database.port());
        }
        Servers servers = Servers.start(benchmark.setups(), context.target(), jvmArguments);
        return new Session(context.options(), poller, database, servers,
                new Load(poller, servers, context.options().connections(), benchmark.exchange()));
    }

    Servers servers() {
        return servers;
    }

    Load load() {
        return load;
    }

    List<String> describe() throws IOException {
        return servers.describe();
    }

    /**
     * Connections and pools first, which take longer than a slice; then block by block in turns, lest the code is compiled for
     * the contender that came first. A contender has settled once
     * the slices of one block agree.
     *
     * @return the contenders that never settled
     */
    Set<Contender> warmUp(Collection<Contender> contenders) throws IOException {
        progress("warm-up: at least " + options.warmUp().toSeconds() + " s for each of " + contenders.size());
        for (Contender contender : contenders) {
            load.start(contender);
            load.drain();
        }
        Set<Contender> unsettled = new LinkedHashSet<>(contenders);
        long block = options.slice().plus(LEAD_IN).multipliedBy(BLOCK).toNanos();
        long blocks = Math.ceilDiv(options.warmUp().toNanos(), block);
        long most = options.quick() ? blocks : PATIENCE * blocks;
        for (int i = 0; i < blocks || i < most && !unsettled.isEmpty(); i++) {
            for (Contender contender : contenders) {
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

    /**
     * Both ends of a slice are at full load, and the clock is read while as many requests are in flight: what the first of
     * them cost before the slice, the last of them still will after it.
     */
    Slice slice(Contender contender) throws IOException {
        Server server = servers.of(contender);
        long canaryNanos = canary.nanos();
        long switchesBefore = server.contextSwitches();
        long completedBefore = load.completed();
        long answersBefore = load.answers();
        load.start(contender);
        load.run(LEAD_IN.toNanos());
        load.awaitAnswers(answersBefore);
        if (load.completed() == completedBefore) {
            throw new IOException(contender.path() + " did not answer a single request with status 200");
        }
        long answersBegin = load.answers();
        long begin = System.nanoTime();
        long cpuBefore = server.cpu().nanos().getAsLong();
        long requests = load.run(options.slice().toNanos());
        while (load.answers() - answersBegin < TURNS * load.count()) {
            requests += load.run(LEAD_IN.toNanos());
        }
        long cpuNanos = server.cpu().nanos().getAsLong() - cpuBefore;
        long wallNanos = System.nanoTime() - begin;
        load.drain();
        double switches = (double) (server.contextSwitches() - switchesBefore) / (load.completed() - completedBefore);
        return new Slice(requests, wallNanos, cpuNanos, switches, canaryNanos);
    }

    /** Has the server what it calls, while another program asks it; that one has this core too. */
    void serveWhile(BooleanSupplier busy) throws IOException {
        while (busy.getAsBoolean()) {
            for (int i = 0; i < POLLS; i++) {
                poller.poll();
                Thread.yield();
            }
        }
    }

    /** One contender at a fixed rate. */
    Results.AtFixedRate atRate(Contender contender, double perSecond, Duration time) throws IOException {
        Server server = servers.of(contender);
        long before = server.allocatedBytes();
        long[] latencies = load.runAtRate(contender, perSecond, time.toNanos());
        long allocated = server.allocatedBytes() - before;
        Arrays.sort(latencies);
        return new Results.AtFixedRate(latencies, (double) allocated / latencies.length);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        servers.close();
        if (database != null) {
            database.close();
        }
        poller.close();
    }

    static void progress(String text) {
        System.err.println(text);
    }
}
