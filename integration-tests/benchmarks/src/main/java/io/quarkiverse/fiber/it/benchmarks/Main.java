package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one benchmark against servers that it starts; the script {@code run} starts it on its core. */
final class Main {

    private static final List<Benchmark> BENCHMARKS = List.of(new HelloBenchmark(), new CallBenchmark(), new QueryBenchmark(),
            new SyscallsBenchmark(), new HookedSocketsBenchmark(), new TwoLoopsBenchmark(),
            new EchoBenchmark());
    private static final int USAGE = 2;
    private static final int VOID = 3;

    private Main() {
    }

    /** @param arguments the directory of the module, then those of the script */
    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[0]);
        List<String> given = List.of(arguments).subList(1, arguments.length);
        String command = "integration-tests/benchmarks/run " + String.join(" ", given);
        Path target = module.resolve("target");
        Path output = Files.createDirectories(target.resolve("benchmarks"));
        Machine machine = new Machine(target.resolve("quarkus-app"));
        Options options = null;
        Benchmark benchmark = null;
        try {
            options = Options.parse(given);
            for (JmhBenchmark jmh : JmhBenchmark.ALL) {
                if (options.benchmark().equals(jmh.name())) {
                    print(new JmhReport(jmh, jmh.run(options)).render(options, machine.describe(command)),
                            output.resolve(jmh.name() + ".md"));
                    return;
                }
            }
            if (options.benchmark().equals(PingPongBenchmark.NAME)) {
                print(PingPongBenchmark.render(new PingPongBenchmark(options).run(), machine.describe(command)),
                        output.resolve(PingPongBenchmark.NAME + ".md"));
                return;
            }
            if (options.benchmark().equals(FilesBenchmark.NAME)) {
                print(new FilesBenchmark(options).render(machine.describe(command)),
                        output.resolve(FilesBenchmark.NAME + ".md"));
                return;
            }
            if (options.benchmark().equals(MemoryBenchmark.NAME)) {
                print(new MemoryReport(new MemoryBenchmark(options).run()).render(machine.describe(command)),
                        output.resolve(MemoryBenchmark.NAME + ".md"));
                return;
            }
            benchmark = find(options.benchmark());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
        System.exit(run(benchmark, options, target, output, machine.describe(command)));
    }

    private static int run(Benchmark benchmark, Options options, Path target, Path output, List<String> described)
            throws Exception {
        try (Poller poller = new Poller(benchmark.sharesCoreOfLoad());
                Database database = benchmark.needsDatabase() ? Database.start() : null) {
            List<String> jvmArguments = new ArrayList<>(options.jvmArguments());
            jvmArguments.add("-Dbenchmarks.backend.port=" + new Backend(poller).port());
            if (database != null) {
                jvmArguments.add("-Dbenchmarks.database.port=" + database.port());
            }
            try (Servers servers = Servers.start(benchmark.setups(), target, jvmArguments)) {
                Load load = new Load(poller, servers, options.connections(), benchmark.exchange());
                List<String> machine = new ArrayList<>(described);
                machine.addAll(servers.describe());
                if (options.syscalls() || benchmark.comparisons().isEmpty()) {
                    print(new Syscalls(servers, load).count(benchmark, options, machine),
                            output.resolve(benchmark.name() + "-syscalls.md"));
                    return 0;
                }
                Results results = new Measurement(benchmark, options, servers, load).run();
                print(new Report(results, options).render(machine), output.resolve(benchmark.name() + ".md"));
                return results.isVoid() ? VOID : 0;
            }
        }
    }

    private static Benchmark find(String name) {
        return BENCHMARKS.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + name));
    }

    private static void print(String report, Path file) throws IOException {
        System.out.print(report);
        Files.writeString(file, report);
    }
}
