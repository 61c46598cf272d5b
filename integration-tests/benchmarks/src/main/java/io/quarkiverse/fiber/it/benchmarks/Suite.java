package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Markdown;
import io.quarkiverse.fiber.it.benchmarks.report.Origin;
import io.quarkiverse.fiber.it.benchmarks.report.Outcome;
import io.quarkiverse.fiber.it.benchmarks.report.OutcomeJson;

/**
 * Several benchmarks one after another, and one table of them all. Each has a JVM of its own, so that it finds the same
 * whatever was before, and one that fails leaves the others their results.
 *
 * @param name of the table
 * @param output where each benchmark leaves its results
 * @param given the arguments of this process, which the benchmarks get too
 */
record Suite(String name, List<Benchmark> benchmarks, Path output, Path module, List<String> given, Origin origin) {

    /** @return the status of the process: a table with void benchmarks is one, but not one with failures */
    int run() throws IOException, InterruptedException {
        int status = 0;
        for (Benchmark benchmark : benchmarks) {
            Files.deleteIfExists(result(benchmark));
            Session.progress("== " + benchmark.name() + ": " + benchmark.title());
            int ended = new ProcessBuilder(command(benchmark)).inheritIO().start().waitFor();
            if (ended != 0 && ended != Main.VOID) {
                status = Main.FAILED;
            }
        }
        List<Outcome> outcomes = outcomes(List.of());
        Main.write(output, name, Markdown.summary(outcomes), outcomes);
        return status;
    }

    /**
     * What the benchmarks have left, whenever that was.
     *
     * @param otherwise of those that have left nothing
     */
    List<Outcome> outcomes(List<Outcome> otherwise) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Benchmark benchmark : benchmarks) {
            outcomes.addAll(Files.exists(result(benchmark)) ? OutcomeJson.read(Files.readString(result(benchmark)))
                    : List.of(named(benchmark, otherwise)));
        }
        return outcomes;
    }

    private Outcome named(Benchmark benchmark, List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.name().equals(benchmark.name())).findFirst().orElseGet(
                () -> Outcome.notMeasured(benchmark.name(), benchmark.title(), origin, "no run has left a result"));
    }

    private Path result(Benchmark benchmark) {
        return output.resolve(benchmark.name() + ".json");
    }

    private List<String> command(Benchmark benchmark) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), module.toString()));
        given.stream().map(argument -> argument.equals(name) ? benchmark.name() : argument).forEach(command::add);
        return command;
    }
}
