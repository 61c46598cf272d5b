package io.quarkiverse.fiber.it.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.quarkiverse.fiber.it.benchmarks.report.Validity;

/**
 * What the command line says.
 *
 * @param command the name of a benchmark, or of several
 * @param warmUp full load on each contender before anything counts, at least
 * @param slice how long one contender is counted at a time
 * @param fixedRate load at the fixed rate on each contender, in all; zero to leave it out
 * @param nativeTransport whether the servers' event loops are those of Netty's native transport
 * @param rounds how often operations are measured, processes started, and system calls counted
 * @param quick whether it is enough that the benchmark runs
 * @param jvmArguments for the server
 */
record Options(String command, int pairs, int connections, Duration warmUp, Duration slice, Duration fixedRate,
        boolean nativeTransport, int rounds, boolean quick, List<String> jvmArguments) {

    /** What the method asks for. A run with less of anything shows that the benchmark works, and nothing else. */
    private static final Options METHOD = new Options("P1", 60, 64, Duration.ofSeconds(20), Duration.ofMillis(500),
            Duration.ofSeconds(20), false, 6, false, List.of());
    private static final Options QUICK = new Options("quick", 6, 64, Duration.ofSeconds(2), Duration.ofMillis(200),
            Duration.ofSeconds(2), false, 1, true, List.of());
    static final String QUICK_OPTION = "--quick";

    /** @throws IllegalArgumentException if there is an option that does not exist or has no proper value */
    static Options parse(List<String> arguments) {
        boolean quick = arguments.contains(QUICK_OPTION);
        Options defaults = quick ? QUICK : METHOD;
        String command = defaults.command;
        int pairs = defaults.pairs;
        int connections = defaults.connections;
        Duration warmUp = defaults.warmUp;
        Duration slice = defaults.slice;
        Duration fixedRate = defaults.fixedRate;
        boolean nativeTransport = defaults.nativeTransport;
        int rounds = defaults.rounds;
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
                case "--native-transport" -> nativeTransport = true;
                case "--rounds" -> rounds = positive(argument, rest);
                case "--jvm" -> jvmArguments.add(value(argument, rest));
                case QUICK_OPTION -> {
                    // The defaults are its.
                }
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("There is no option " + argument);
                    }
                    command = argument;
                }
            }
        }
        return new Options(command, pairs, connections, warmUp, slice, fixedRate, nativeTransport, rounds, quick,
                List.copyOf(jvmArguments));
    }

    /** What figures of a run with these options are worth if nothing goes wrong. */
    Validity validity() {
        return pairs >= METHOD.pairs && warmUp.compareTo(METHOD.warmUp) >= 0 && slice.compareTo(METHOD.slice) >= 0
                && rounds >= METHOD.rounds ? Validity.VALID : Validity.orientation("shorter than the method asks for");
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
