package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.DefaultLimits;

/** Statement 73 of the conformance list. Empty cells are what nobody has set; all numbers are milliseconds, 0 is no limit. */
class LimitsTest {

    private static final DefaultLimits DEFAULTS = new DefaultLimits(Duration.ofMillis(70), Duration.ofMillis(80),
            Duration.ofMillis(90), Duration.ZERO);

    private static final String PRECEDENCE = """
            # code  rule  override  default  expected
                  ,     ,    false,      70,       70
                 0,     ,    false,      70,        0
                 5,     ,    false,      70,        5
               100,     ,    false,      70,      100
                  ,   30,    false,      70,       30
                 0,   30,    false,      70,       30
                 5,   30,    false,      70,        5
               100,   30,    false,      70,      100
                  ,    0,    false,      70,        0
                 0,    0,    false,      70,        0
                 5,    0,    false,      70,        5
                  ,   30,     true,      70,       30
                 0,   30,     true,      70,       30
                 5,   30,     true,      70,        5
               100,   30,     true,      70,       30
                 5,    0,     true,      70,        5
                 5,     ,     true,      70,        5
                 0,     ,     true,      70,        0
                  ,     ,     true,      70,       70
                  ,     ,    false,       0,        0
                 5,     ,    false,       0,        5
                  ,   30,    false,       0,       30
            """;

    private static Limits limits(Integer rule, boolean override, boolean everyThread, DefaultLimits defaults) {
        Duration limit = rule == null ? null : Duration.ofMillis(rule);
        return new Limits("db", limit, limit, limit, override, everyThread, defaults);
    }

    private static Limits limits(Integer rule, boolean override, int otherwise) {
        Duration limit = Duration.ofMillis(otherwise);
        return limits(rule, override, false, new DefaultLimits(limit, limit, limit, Duration.ZERO));
    }

    private static int unsetIfNull(Integer code) {
        return code == null ? Limits.UNSET : code;
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @ParameterizedTest
    @CsvSource(textBlock = PRECEDENCE)
    void C73_precedenceOfAConnect(Integer code, Integer rule, boolean override, int otherwise, long expected) {
        assertEquals(nanos(expected), limits(rule, override, otherwise).connect(unsetIfNull(code)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = PRECEDENCE)
    void C73_precedenceOfARead(Integer code, Integer rule, boolean override, int otherwise, long expected) {
        assertEquals(nanos(expected), limits(rule, override, otherwise).read(unsetIfNull(code), true));
    }

    @ParameterizedTest
    @CsvSource({ " , 90", "30, 30", "0, 0" })
    void aWriteHasTheLimitOfTheRuleOrTheDefault(Integer rule, long expected) {
        assertEquals(nanos(expected), limits(rule, false, false, DEFAULTS).write());
        assertEquals(nanos(expected), limits(rule, true, false, DEFAULTS).write());
    }

    @ParameterizedTest
    @CsvSource({
            // code  rule  override  expected
            "      ,   30,    false,        0",
            "     0,   30,    false,        0",
            "   100,   30,     true,      100",
            "      ,     ,    false,        0" })
    void aReadOutsideOfFibersHasOnlyTheLimitOfTheCode(Integer code, Integer rule, boolean override, long expected) {
        assertEquals(nanos(expected), limits(rule, override, false, DEFAULTS).read(unsetIfNull(code), false));
    }

    @ParameterizedTest
    @CsvSource({
            // code  rule  override  expected
            "      ,   30,    false,       30",
            "     0,   30,    false,       30",
            "     5,   30,    false,        5",
            "   100,   30,     true,       30",
            "      ,     ,    false,       80" })
    void aRuleThatAppliesToAllLimitsReadsOutsideOfFibersToo(Integer code, Integer rule, boolean override, long expected) {
        assertEquals(nanos(expected), limits(rule, override, true, DEFAULTS).read(unsetIfNull(code), false));
    }

    @Test
    void eachOperationHasItsOwnLimit() {
        Limits limits = new Limits("db", Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), false, false,
                DEFAULTS);
        assertEquals(nanos(1), limits.connect(Limits.UNSET));
        assertEquals(nanos(2), limits.read(Limits.UNSET, true));
        assertEquals(nanos(3), limits.write());
        Limits defaults = Limits.of(DEFAULTS);
        assertEquals(nanos(70), defaults.connect(Limits.UNSET));
        assertEquals(nanos(80), defaults.read(Limits.UNSET, true));
        assertEquals(nanos(90), defaults.write());
    }

    @Test
    void theLongestTimeoutOfTheJdkDoesNotOverflow() {
        assertEquals(Integer.MAX_VALUE * 1_000_000L, Limits.of(DEFAULTS).connect(Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            // code  rule  override  source
            "     -,    -,    false,  quarkus.fiber.io.read-timeout",
            "     5,    -,    false,  set by the code",
            "     -,   30,    false,  'quarkus.fiber.targets.\"db\".read-timeout'",
            "     0,   30,    false,  'quarkus.fiber.targets.\"db\".read-timeout'",
            "     5,   30,    false,  set by the code",
            "   100,   30,     true,  'quarkus.fiber.targets.\"db\".read-timeout'",
            "     5,   30,     true,  set by the code",
            "     5,    0,     true,  set by the code" })
    void theSourceIsWhatHasSetTheLimit(Integer code, Integer rule, boolean override, String expected) {
        Limits limits = limits(rule, override, false, DEFAULTS);
        int millis = unsetIfNull(code);
        assertEquals(expected, limits.source(limits.read(millis, true), millis, "read"));
    }

    @Test
    void theSourceOutsideOfFibersIsTheCodeAlthoughTheRuleOverridesIt() {
        Limits limits = limits(30, true, false, DEFAULTS);
        assertEquals("set by the code", limits.source(limits.read(100, false), 100, "read"));
    }

    @ParameterizedTest
    @CsvSource({ "connect", "write" })
    void theSourceNamesTheOperation(String operation) {
        assertEquals("quarkus.fiber.io." + operation + "-timeout", Limits.of(DEFAULTS).source(1, Limits.UNSET, operation));
        assertEquals("quarkus.fiber.targets.\"db\"." + operation + "-timeout",
                limits(30, false, false, DEFAULTS).source(1, Limits.UNSET, operation));
    }
}
