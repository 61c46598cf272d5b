package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Bound;

/** P4: sockets without a protocol. Each contender is a process of its own; those that are not asked wait. */
final class EchoBenchmark implements RequestBenchmark {

    private static final int MANY = 1_000;

    private static final Contender HOOKED = contender("hooked", EchoServer.Kind.FIBERS);
    private static final Contender VIRTUAL = contender("virtual", EchoServer.Kind.VIRTUAL_THREADS);
    private static final Contender NETTY = contender("netty", EchoServer.Kind.NETTY);

    private static Contender contender(String name, EchoServer.Kind kind) {
        return new Contender(name, new Setup(name, "0", 1, new Setup.Echo(kind)), "");
    }

    @Override
    public String name() {
        return "P4";
    }

    @Override
    public String title() {
        return Exchange.ECHO_LENGTH + " bytes come back";
    }

    @Override
    public Exchange exchange() {
        return Exchange.ECHO;
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HOOKED, VIRTUAL, Bound.goal(0.80)),
                new Comparison(HOOKED, NETTY, Bound.goal(1.15)),
                new Comparison(HOOKED.over(MANY), VIRTUAL.over(MANY), Bound.goal(0.80)),
                new Comparison(HOOKED.over(MANY), NETTY.over(MANY), Bound.goal(1.15)),
                new Comparison(NETTY, NETTY));
    }
}
