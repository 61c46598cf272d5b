package io.quarkiverse.fiber.it.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line says.
 *
 * @param benchmark the name of the benchmark
 * @param warmUp full load on each contender before anything counts, at least
 * @param slice how long one contender is counted at a time
 * @param fixedRate load at the fixed rate on each contender, in all; zero to leave it out
 * @param syscalls whether to count system calls instead of measuring
 * @param rounds how often the operations of the scheduler are measured
 * @param jvmArguments for the server
 */
record Options(String benchmark, int pairs, int connections, Duration warmUp, Duration slice, Duration fixedRate,
        boolean syscalls, int rounds, List<String> jvmArguments) {

    /** What the method asks for. A run with less of anything shows that the benchmark works, and nothing else. */
    private static final Options METHOD = new Options("P1", 60, 64, Duration.ofSeconds(20), Duration.ofMillis(500),
            Duration.ofSeconds(20), false, 6, List.of());

    /** @throws IllegalArgumentException if there is an option that does not exist or has no proper value */
    static Options parse(List<String> arguments) {
        String benchmark = METHOD.benchmark;
        int pairs = METHOD.pairs;
        int connections = METHOD.connections;
        Duration warmUp = METHOD.warmUp;
        Duration slice = METHOD.slice;
        Duration fixedRate = METHOD.fixedRate;
        boolean syscalls = METHOD.syscalls;
        int rounds = METHOD.rounds;
        List<String> jvmArguments = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--pairs" -> pairs = positive(argument, rest);
                case "--connections" -> connections = positive(argument, rest);
                case "--warmup" -> warmUp = Duration.ofSeconds(positive(argument, rest));
                case "--slice" -> slice = Duration.ofMillis(positive(argument, rest));
                case "--fixed-rate" -> fixedRate = Duration.ofSeconds(number(argument, rest));
                case "--syscalls" -> syscalls = true;
                case "--rounds" -> rounds = positive(argument, rest);
                case "--jvm" -> jvmArguments.add(value(argument, rest));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("There is no option " + argument);
                    }
                    benchmark = argument;
                }
            }
        }
        return new Options(benchmark, pairs, connections, warmUp, slice, fixedRate, syscalls, rounds,
                List.copyOf(jvmArguments));
    }

    boolean meetMethod() {
        return pairs >= METHOD.pairs && warmUp.compareTo(METHOD.warmUp) >= 0 && slice.compareTo(METHOD.slice) >= 0
                && rounds >= METHOD.rounds;
    }

    private static int positive(String option, Iterator<String> rest) {
        int number = number(option, rest);
        if (number == 0) {
            throw new IllegalArgumentException(option + " must be at least 1");
        }
        return number;
    }

    private static int number(String option, Iterator<String> rest) {
        String value = value(option, rest);
        if (!value.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(option + " takes a number, not " + value);
        }
        return Integer.parseInt(value);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " takes a value");
        }
        return rest.next();
    }
}
