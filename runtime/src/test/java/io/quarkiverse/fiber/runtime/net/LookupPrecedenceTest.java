package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.Deadline;

/** Statements 71 and 73: every pair of what may limit a lookup, with either of them the smaller one. No rule limits lookups. */
class LookupPrecedenceTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private static HookedIo hooked;

    @BeforeAll
    static void start() {
        hooked = new HookedIo(Row.EVENT_LOOP);
    }

    @AfterAll
    static void stop() {
        hooked.close();
    }

    @ParameterizedTest
    @CsvSource({
            "deadline, code,    smaller",
            "deadline, zero,    deadline",
            "deadline, default, smaller",
            "deadline, none,    deadline",
            "code,     default, code",
            "code,     none,    code",
            "zero,     default, none",
            "zero,     none,    none",
            "default,  none,    default",
            "none,     none,    none" })
    void C73_precedenceOfALookup(String first, String second, String winner) throws Exception {
        assertWins(first, SHORT, second, LONG, winner.equals("smaller") ? first : winner);
        assertWins(first, LONG, second, SHORT, winner.equals("smaller") ? second : winner);
    }

    private static void assertWins(String first, Duration ofFirst, String second, Duration ofSecond, String winner)
            throws Exception {
        Duration byDefault = Duration.ZERO;
        Duration deadline = null;
        Duration code = null;
        for (String source : List.of(first, second)) {
            Duration limit = source.equals(first) ? ofFirst : ofSecond;
            switch (source) {
                case "deadline" -> deadline = limit;
                case "code" -> code = limit;
                case "zero" -> code = Duration.ZERO;
                case "default" -> byDefault = limit;
                default -> {
                }
            }
        }
        Duration within = deadline;
        Duration own = code;
        String name = TestNames.silent();
        Callable<InetAddress[]> lookup = () -> own == null ? InetAddress.getAllByName(name)
                : NameLookups.allByName(name, own);
        try (TestNames names = new TestNames(byDefault)) {
            var looking = hooked.start(Row.EVENT_LOOP,
                    () -> within == null ? lookup.call() : Deadline.within(within).call(lookup::call));
            boolean ends = !winner.equals("none") && (winner.equals(first) ? ofFirst : ofSecond).equals(SHORT);
            if (ends) {
                String message = assertThrows(UnknownHostException.class, looking::get).getMessage();
                assertTrue(message.contains(switch (winner) {
                    case "deadline" -> "(the deadline of 50 ms has passed)";
                    case "code" -> "50 ms (set by the code)";
                    default -> "50 ms (quarkus.fiber.io.dns-timeout)";
                }), message);
            } else {
                Thread.sleep(SHORT.multipliedBy(3)); // nothing may happen
                assertFalse(looking.future().isDone(), first + " of " + ofFirst + ", " + second + " of " + ofSecond);
                names.answer();
                assertEquals(TestNames.addressOf(name), looking.get()[0]);
            }
        }
    }
}
