package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs one benchmark against a server that it starts; the script {@code run} starts it on a core of its own. */
final class Main {

    private static final List<Benchmark> BENCHMARKS = List.of(new HelloBenchmark());
    private static final int USAGE = 2;
    private static final int VOID = 3;

    private Main() {
    }

    /** @param arguments the directory of the module, then those of the script */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path module = Path.of(arguments[0]);
        List<String> given = List.of(arguments).subList(1, arguments.length);
        Options options = null;
        Benchmark benchmark = null;
        try {
            options = Options.parse(given);
            benchmark = find(options.benchmark());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
        System.exit(run(benchmark, options, module, "integration-tests/benchmarks/run " + String.join(" ", given)));
    }

    private static int run(Benchmark benchmark, Options options, Path module, String command)
            throws IOException, InterruptedException {
        Path application = module.resolve("target/quarkus-app");
        Path output = module.resolve("target/benchmarks");
        try (Server server = Server.start(application, options.jvmArguments(), output.resolve("server.log"));
                Load load = new Load(server.port(), options.connections())) {
            List<String> machine = new Machine(application).describe(server, command);
            if (options.syscalls()) {
                print(new Syscalls(server, load).count(benchmark, options, machine),
                        output.resolve(benchmark.name() + "-syscalls.md"));
                return 0;
            }
            Results results = new Measurement(benchmark, options, server, load).run();
            print(new Report(results, options).render(machine, server.cpu()), output.resolve(benchmark.name() + ".md"));
            return results.isVoid() ? VOID : 0;
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
