package io.quarkiverse.fiber.it.benchmarks;

import java.nio.file.Files;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;

/** P14: P1 and P2 on the native transport, beside those of a framework that has the same idea. */
final class PeerBenchmark implements RequestBenchmark {

    private static final Setup PEER = new Setup("peer", "0", 1, new Setup.Peer());

    private static final Contender HELLO = new Contender("hello, hooked on epoll", Setup.ONE_NATIVE_LOOP, "/hello/hooked");
    private static final Contender CALL = new Contender("call, hooked on epoll", Setup.ONE_NATIVE_LOOP, "/call/hooked");
    private static final Contender CALL_ON_NIO = new Contender("call, hooked on NIO", "/call/hooked");
    private static final Contender PEER_HELLO = new Contender("hello, Micronaut loom-carrier", PEER, "/hello");
    private static final Contender PEER_CALL = new Contender("call, Micronaut loom-carrier", PEER, "/call");

    @Override
    public String name() {
        return "P14";
    }

    @Override
    public String title() {
        return "P1 and P2 on the native transport, beside Micronaut's loom-carrier on it";
    }

    @Override
    public Outcome measure(Context context) throws Exception {
        if (!Files.isDirectory(context.target().resolve("micronaut").resolve("lib"))) {
            return Outcome.notMeasured(name(), title(), context.origin(), "Micronaut has not been built");
        }
        return RequestBenchmark.super.measure(context);
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HELLO, PEER_HELLO, Bound.goal(1.00)),
                new Comparison(CALL, PEER_CALL, Bound.goal(1.00)),
                new Comparison(CALL, CALL_ON_NIO),
                new Comparison(PEER_CALL, PEER_CALL));
    }
}
