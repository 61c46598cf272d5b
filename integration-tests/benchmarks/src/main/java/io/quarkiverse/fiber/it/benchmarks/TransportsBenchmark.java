package io.quarkiverse.fiber.it.benchmarks;

import java.util.List;

/** P1 and P2 on an event loop of Netty's native transport, beside one of NIO. */
final class TransportsBenchmark implements RequestBenchmark {

    private static final Contender HOOKED = onNative(CallBenchmark.HOOKED);
    private static final Contender REACTIVE = onNative(CallBenchmark.REACTIVE);
    private static final Contender VIRTUAL = onNative(CallBenchmark.VIRTUAL);
    private static final Contender HELLO = new Contender("hello", HelloBenchmark.HOOKED.path());

    private static Contender onNative(Contender contender) {
        return new Contender(contender.name() + " native", Setup.ONE_NATIVE_LOOP, contender.path());
    }

    @Override
    public String name() {
        return "transports";
    }

    @Override
    public String title() {
        return "one pooled TCP call, or a \"hello\", on the native transport beside NIO";
    }

    @Override
    public List<Comparison> comparisons() {
        return List.of(
                new Comparison(HOOKED, CallBenchmark.HOOKED),
                new Comparison(onNative(HELLO), HELLO),
                new Comparison(REACTIVE, CallBenchmark.REACTIVE),
                new Comparison(HOOKED, REACTIVE),
                new Comparison(HOOKED, VIRTUAL),
                new Comparison(HOOKED, HOOKED));
    }
}
