package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.TargetRule;

/** What can be changed, and that what is refused changes nothing. */
class LiveLimitsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final DefaultLimits DEFAULTS = new DefaultLimits(SECOND, Duration.ZERO, Duration.ZERO, SECOND);
    private static final TargetRule DB = TargetRule.of("db", "db.internal").withReadTimeout(SECOND);
    private static final TargetRule MAIL = TargetRule.of("mail", "*:25").withWriteTimeout(SECOND);

    private final FiberIo io = new FiberIo(TargetRules.of(List.of(MAIL, DB), DEFAULTS));
    private final LiveLimits limits = new LiveLimits(io, List.of(MAIL, DB), DEFAULTS);

    private Limits of(String host, int port) {
        return io.rules().of(InetSocketAddress.createUnresolved(host, port));
    }

    @Test
    void rulesAndDefaultsAreThoseInForce() {
        assertEquals(List.of(DB, MAIL), limits.rules());
        assertEquals(Optional.of(MAIL), limits.rule("mail"));
        assertEquals(Optional.empty(), limits.rule("web"));
        assertEquals(DEFAULTS, limits.defaults());
    }

    @Test
    void ruleIsAdded() {
        TargetRule web = TargetRule.of("web", "web.internal").withConnectTimeout(SECOND);
        limits.put(web);
        assertEquals(List.of(DB, MAIL, web), limits.rules());
        assertEquals("web", of("web.internal", 80).target());
        assertEquals("db", of("db.internal", 80).target());
    }

    @Test
    void ruleTakesThePlaceOfTheOneWithItsName() {
        limits.put(DB.withReadTimeout(Duration.ofSeconds(2)));
        assertEquals(Duration.ofSeconds(2), of("db.internal", 5432).readTimeout());
        assertEquals(2, limits.rules().size());
    }

    @Test
    void ruleIsRemoved() {
        assertTrue(limits.remove("db"));
        assertFalse(limits.remove("db"));
        assertEquals(List.of(MAIL), limits.rules());
        assertEquals("", of("db.internal", 5432).target());
    }

    @Test
    void rulesAreReplacedAtOnce() {
        TargetRule all = TargetRule.of("all", "*", "db.internal");
        limits.replaceRules(List.of(all));
        assertEquals(List.of(all), limits.rules());
        assertEquals("all", of("db.internal", 5432).target());
    }

    @Test
    void defaultsCountForRulesThatSayNothing() {
        DefaultLimits changed = DEFAULTS.withConnectTimeout(Duration.ofSeconds(7)).withDnsTimeout(Duration.ofSeconds(8));
        limits.setDefaults(changed);
        assertEquals(changed, limits.defaults());
        assertEquals(Duration.ofSeconds(7).toNanos(), of("db.internal", 5432).connect(Limits.UNSET));
        assertEquals(Duration.ofSeconds(7).toNanos(), of("web.internal", 80).connect(Limits.UNSET));
        assertEquals(Duration.ofSeconds(8), io.rules().otherwise().defaults().dnsTimeout());
    }

    @Test
    void ruleThatIsAsSpecificAsAnotherIsRefused() {
        assertRefused("quarkus.fiber.targets.\"db\".match and quarkus.fiber.targets.\"twin\".match are equally specific for the"
                + " same targets: db.internal and DB.internal", () -> limits.put(TargetRule.of("twin", "DB.internal")));
    }

    @Test
    void patternThatCannotBeIsRefused() {
        assertRefused("quarkus.fiber.targets.\"web\".match: '10.0.0.0/33' has a prefix of more than 32 bits",
                () -> limits.put(TargetRule.of("web", "web.internal", "10.0.0.0/33")));
    }

    @Test
    void ruleWithoutAPatternIsRefused() {
        assertRefused("quarkus.fiber.targets.\"web\".match is empty", () -> limits.put(TargetRule.of("web")));
    }

    @Test
    void ruleWithoutANameIsRefused() {
        assertRefused("A target rule has no name: [web.internal]", () -> limits.put(TargetRule.of("", "web.internal")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "connect", "read", "write" })
    void timeoutOfARuleThatCannotBeIsRefused(String operation) {
        Duration negative = Duration.ofMillis(-1);
        TargetRule rule = switch (operation) {
            case "connect" -> DB.withConnectTimeout(negative);
            case "read" -> DB.withReadTimeout(negative);
            default -> DB.withWriteTimeout(negative);
        };
        assertRefused(
                "quarkus.fiber.targets.\"db\"." + operation + "-timeout must be between 0 and PT876000H, but is PT-0.001S",
                () -> limits.put(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = { "connect", "read", "write", "dns" })
    void defaultThatCannotBeIsRefused(String operation) {
        Duration tooLong = Duration.ofDays(36_501);
        DefaultLimits changed = switch (operation) {
            case "connect" -> DEFAULTS.withConnectTimeout(tooLong);
            case "read" -> DEFAULTS.withReadTimeout(tooLong);
            case "write" -> DEFAULTS.withWriteTimeout(tooLong);
            default -> DEFAULTS.withDnsTimeout(tooLong);
        };
        assertRefused("quarkus.fiber.io." + operation + "-timeout must be between 0 and PT876000H, but is " + tooLong,
                () -> limits.setDefaults(changed));
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        assertRefused("Two rules have the name 'db'",
                () -> limits.replaceRules(List.of(DB, TargetRule.of("db", "other.internal"))));
    }

    private void assertRefused(String message, Executable change) {
        TargetRules before = io.rules();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, change);
        assertEquals(message, e.getMessage());
        assertSame(before, io.rules());
        assertEquals(List.of(DB, MAIL), limits.rules());
        assertEquals(DEFAULTS, limits.defaults());
    }
}
