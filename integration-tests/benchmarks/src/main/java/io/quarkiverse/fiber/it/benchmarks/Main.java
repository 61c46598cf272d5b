package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.GuidePage;
import io.quarkiverse.fiber.it.benchmarks.report.Markdown;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.OutcomeJson;

/** Runs one benchmark, or several; the script {@code run} starts it on its core. */
final class Main {

    static final int FAILED = 1;
    private static final int USAGE = 2;
    static final int VOID = 3;

    private Main() {
    }

    /** @param arguments the directory of the module, then those of the script */
    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[0]);
        List<String> given = List.of(arguments).subList(1, arguments.length);
        int status;
        try {
            Options options = Options.parse(given);
            Path target = module.resolve("target");
            Path output = Files.createDirectories(target.resolve(options.quick() ? "benchmarks/quick" : "benchmarks"));
            Origin origin = Machine.origin(target.resolve("quarkus-app"),
                    "integration-tests/benchmarks/run " + String.join(" ", given));
            Suite all = new Suite("all", Benchmarks.ALL, output, module, given, origin);
            status = switch (options.command()) {
                case "all" -> all.run();
                case "page" -> {
                    Path guide = module.resolve("../../docs/modules/ROOT").normalize();
                    GuidePage.write(all.outcomes(GuidePage.read(guide)), guide);
                    yield 0;
                }
                case "quick" -> new Suite("quick", Benchmarks.QUICK, output, module, given, origin).run();
                default -> measure(Benchmarks.named(options.command()), new Context(options, target, origin), output);
            };
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = USAGE;
        }
        System.exit(status);
    }

    private static int measure(Benchmark benchmark, Context context, Path output) throws IOException {
        boolean failed = false;
        Outcome outcome;
        try {
            outcome = benchmark.measure(context);
        } catch (Exception e) {
            // The reason belongs into the table, the details here.
            e.printStackTrace();
            failed = true;
            outcome = Outcome.notMeasured(benchmark.name(), benchmark.title(), context.origin(),
                    String.valueOf(e.getMessage()));
        }
        write(output, benchmark.name(), Markdown.of(outcome), List.of(outcome));
        return switch (outcome.validity().state()) {
            case FAILED -> FAILED;
            case VOID -> VOID;
            default -> failed ? FAILED : 0;
        };
    }

    /** As text for people and as JSON for programs. */
    static void write(Path directory, String name, String text, List<Outcome> outcomes) throws IOException {
        System.out.print(text);
        Files.writeString(directory.resolve(name + ".md"), text);
        Files.writeString(directory.resolve(name + ".json"), OutcomeJson.write(outcomes));
    }
}
