package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;

/** Which limits a target gets, of ten rules, the last of which but one matches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Lookups {

    private static final InetSocketAddress TARGET = InetSocketAddress.createUnresolved("orders.shop.internal", 8080);
    private static final List<String> PATTERNS = List.of("db.internal:5432", "cache.internal:6379", "mail.internal:25",
            "search.internal:9200", "queue.internal:5672", "auth.internal", "files.internal", "prices.internal",
            "*.shop.internal", "*");

    /** The JDK has no rules; its counterpart is a map that knows the target already. */
    @Param
    public Threads.Kind kind;

    private final Limits limits = Limits.of(DefaultLimits.NONE);
    private final TargetRules rules = new TargetRules(PATTERNS.stream()
            .map(pattern -> new TargetRules.Rule(TargetPattern.parse(pattern), limits)).toList(), DefaultLimits.NONE);
    private final Map<InetSocketAddress, Limits> map = new ConcurrentHashMap<>();

    public Lookups() {
        Stream.concat(Stream.of(TARGET), PATTERNS.stream().map(host -> InetSocketAddress.createUnresolved(host, 80)))
                .forEach(address -> map.put(address, limits));
    }

    @Benchmark
    public Limits lookup() {
        return switch (kind) {
            case FIBER -> rules.of(TARGET);
            case JDK -> map.get(TARGET);
        };
    }
}
