package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.IoLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.LiveLimits;

/**
 * Statements 69 and 73: every pair of what may limit an operation, for each operation, with either of them the smaller one.
 * Code
 * and zero exclude each other, as do the two kinds of rules.
 */
class PrecedenceTest {

    private static final Duration SHORT = Duration.ofSeconds(100);
    private static final Duration LONG = Duration.ofSeconds(200);

    private static final String PAIRS = """
            deadline, code,     smaller
            deadline, zero,     deadline
            deadline, override, smaller
            deadline, rule,     smaller
            deadline, default,  smaller
            deadline, none,     deadline
            code,     override, smaller
            code,     rule,     code
            code,     default,  code
            code,     none,     code
            zero,     override, override
            zero,     rule,     rule
            zero,     default,  none
            zero,     none,     none
            override, default,  override
            override, none,     override
            rule,     default,  rule
            rule,     none,     rule
            default,  none,     default
            none,     none,     none
            """;

    private static HookedIo hooked;
    private static IoLimits limits;

    @BeforeAll
    static void start() {
        hooked = new HookedIo(Row.EVENT_LOOP);
        limits = new LiveLimits(hooked.io, List.of(), new DefaultLimits(SHORT, SHORT, SHORT, SHORT));
    }

    @AfterAll
    static void stop() {
        hooked.close();
    }

    private interface Operation {

        /** When it ends, on a fiber that begins it now. */
        long deadline(Fd fd, int code);
    }

    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void C73_precedenceOfAConnect(String first, String second, String winner) throws Exception {
        assertWins(first, second, winner, (fd, code) -> Limit.ofConnect(fd, code, System.nanoTime()).deadline());
    }

    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void C73_precedenceOfARead(String first, String second, String winner) throws Exception {
        assertWins(first, second, winner, (fd, code) -> Limit.ofRead(fd, code).deadline());
    }

    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void C73_precedenceOfAWrite(String first, String second, String winner) throws Exception {
        assertWins(first, second, winner, (fd, code) -> {
            if (code != Limits.UNSET) {
                fd.setWriteTimeout(Duration.ofMillis(code));
            }
            return Limit.ofWrite(fd).deadline();
        });
    }

    private static void assertWins(String first, String second, String winner, Operation operation) throws Exception {
        assertWins(first, SHORT, second, LONG, winner.equals("smaller") ? first : winner, operation);
        assertWins(first, LONG, second, SHORT, winner.equals("smaller") ? second : winner, operation);
    }

    private static void assertWins(String first, Duration ofFirst, String second, Duration ofSecond, String winner,
            Operation operation) throws Exception {
        Duration none = Duration.ZERO;
        List<TargetRule> rules = new ArrayList<>();
        Duration byDefault = none;
        Duration deadline = null;
        int code = Limits.UNSET;
        for (String source : List.of(first, second)) {
            Duration limit = source.equals(first) ? ofFirst : ofSecond;
            switch (source) {
                case "deadline" -> deadline = limit;
                case "code" -> code = (int) limit.toMillis();
                case "zero" -> code = 0;
                case "override", "rule" -> rules.add(TargetRule.of("peer", "127.0.0.1").withConnectTimeout(limit)
                        .withReadTimeout(limit).withWriteTimeout(limit).withOverride(source.equals("override")));
                case "default" -> byDefault = limit;
                default -> {
                }
            }
        }
        limits.replaceRules(rules);
        limits.setDefaults(new DefaultLimits(byDefault, byDefault, byDefault, none));
        Duration expected = winner.equals("none") ? null : winner.equals(first) ? ofFirst : ofSecond;
        Duration within = deadline;
        int millis = code;
        hooked.run(Row.EVENT_LOOP, () -> {
            long before = System.nanoTime();
            long ends = within == null ? begin(operation, millis)
                    : Deadline.within(within).call(() -> begin(operation, millis));
            String pair = first + " of " + ofFirst + ", " + second + " of " + ofSecond;
            if (expected == null) {
                assertEquals(Deadlines.NEVER, ends, pair);
            } else {
                long after = System.nanoTime();
                assertTrue(ends - before >= expected.toNanos() && ends - after <= expected.toNanos(),
                        () -> pair + " ends after " + Duration.ofNanos(ends - before));
            }
            return null;
        });
    }

    private static long begin(Operation operation, int code) throws Exception {
        try (SocketChannel channel = SocketChannel.open()) {
            Fd fd = hooked.io.open(channel, channel);
            fd.setTarget(new InetSocketAddress(HookedIo.LOOPBACK, 80));
            long ends = operation.deadline(fd, code);
            fd.close(false);
            return ends;
        }
    }
}
