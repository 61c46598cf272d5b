package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the races all at once, since jcstress probes the machine for ten seconds before the first, and looks at each result
 * by itself.
 * {@code -Drace=} selects races by a regular expression for the simple name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Races {

    private static final String TWIN = "Broken";

    /** On a busy machine the actors of a twin may hardly meet; then it runs again. */
    private static final int ATTEMPTS = 3;

    private final Map<String, List<TestResult>> results = new TreeMap<>();

    /** For jcstress: how long, how often, in which JVM configurations. */
    abstract List<String> options();

    @BeforeAll
    void run() throws Exception {
        List<String> wanted = names(race -> true).toList();
        for (int attempt = 1; attempt <= ATTEMPTS && !wanted.isEmpty(); attempt++) {
            for (TestResult result : JcstressRun.run(getClass().getSimpleName() + '-' + attempt, wanted, options())) {
                results.computeIfAbsent(simpleName(result.getName()), name -> new ArrayList<>()).add(result);
            }
            wanted = twins().filter(twin -> count(twin, Expect.FORBIDDEN) == 0).toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("races")
    void holds(String race) {
        assertTrue(isNormal(race), () -> describe(race));
        assertEquals(0, count(race, Expect.FORBIDDEN), () -> describe(race));
        assertNotEquals(0, count(race, Expect.ACCEPTABLE), () -> describe(race));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void brokenTwinFails(String twin) {
        assertTrue(isNormal(twin), () -> describe(twin));
        assertNotEquals(0, count(twin, Expect.FORBIDDEN), () -> describe(twin));
    }

    static Stream<String> races() {
        return names(race -> !race.startsWith(TWIN));
    }

    static Stream<String> twins() {
        return names(race -> race.startsWith(TWIN));
    }

    private static Stream<String> names(Predicate<String> which) {
        return TestList.tests().stream().map(Races::simpleName).filter(which)
                .filter(Pattern.compile(System.getProperty("race", "")).asPredicate()).sorted();
    }

    private static String simpleName(String race) {
        return race.substring(race.lastIndexOf('.') + 1);
    }

    private boolean isNormal(String race) {
        return results.getOrDefault(race, List.of()).stream().allMatch(result -> result.status() == Status.NORMAL);
    }

    /** How often the race ended in an outcome of that kind, in all configurations together. */
    private long count(String race, Expect expect) {
        long count = 0;
        for (TestResult result : results.getOrDefault(race, List.of())) {
            for (GradingResult outcome : result.grading().gradingResults.values()) {
                count += outcome.expect == expect ? outcome.count : 0;
            }
        }
        return count;
    }

    private String describe(String race) {
        StringBuilder text = new StringBuilder(race);
        for (TestResult result : results.getOrDefault(race, List.of())) {
            text.append("\n  ").append(result.status()).append(' ').append(result.getConfig().jvmArgs)
                    .append(result.getMessages()).append(result.getVmErr());
            for (GradingResult outcome : result.grading().gradingResults.values()) {
                text.append("\n    ").append(outcome.id).append(": ").append(outcome.count).append(' ')
                        .append(outcome.expect).append(", ").append(outcome.description);
            }
        }
        return text.toString();
    }
}
