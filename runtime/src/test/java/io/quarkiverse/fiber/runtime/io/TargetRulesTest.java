package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.TargetRules.Rule;

class TargetRulesTest {

    private static final DefaultLimits DEFAULTS = new DefaultLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO,
            Duration.ZERO);

    private static final List<Rule> RULES = List.of(rule("anything", "*"), rule("mail", "*:25"), rule("lan", "10.0.0.0/8"),
            rule("rack", "10.1.2.0/24"), rule("internal", "*.internal"), rule("eu", "*.eu.internal"),
            rule("db", "db.eu.internal"), rule("postgres", "db.eu.internal:5432"), rule("host", "10.1.2.3"));

    private static Rule rule(String name, String pattern) {
        return new Rule(TargetPattern.parse(pattern), new Limits(name, null, null, null, false, false, DEFAULTS));
    }

    @ParameterizedTest
    @CsvSource({
            "db.eu.internal,   10.1.2.3,   5432,  postgres",
            "db.eu.internal,   10.1.2.3,   5433,  db",
            "eu.internal,      10.1.2.3,   1,     host",
            "web.eu.internal,  10.1.2.4,   1,     eu",
            "web.internal,     10.1.2.4,   25,    internal",
            "web.example,      10.1.2.4,   25,    rack",
            "web.example,      10.2.2.4,   25,    lan",
            "web.example,      11.2.2.4,   25,    mail",
            "web.example,      11.2.2.4,   80,    anything" })
    void theMostSpecificRuleCountsWhateverTheOrder(String name, String address, int port, String expected) throws Exception {
        InetSocketAddress target = new InetSocketAddress(
                InetAddress.getByAddress(name, InetAddress.getByName(address).getAddress()), port);
        List<Rule> rules = new ArrayList<>(RULES);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(rules, new Random(seed));
            assertEquals(expected, new TargetRules(rules, DEFAULTS).of(target).target(), "seed " + seed);
        }
    }

    @Test
    void theDefaultsCountWhereNoRuleMatches() {
        TargetRules rules = new TargetRules(List.of(rule("db", "db.internal")), DEFAULTS);
        Limits limits = rules.of(InetSocketAddress.createUnresolved("web.internal", 80));
        assertEquals("", limits.target());
        assertEquals(Duration.ofSeconds(10).toNanos(), limits.connect(Limits.UNSET));
        assertEquals(limits, rules.otherwise());
    }

    @Test
    void rulesThatAreEquallySpecificAreRefusedByTheirProperties() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> new TargetRules(List.of(rule("one", "*.internal:1-10"), rule("other", "*.internal:10-19")), DEFAULTS));
        assertEquals(
                "quarkus.fiber.targets.\"one\".match and quarkus.fiber.targets.\"other\".match are equally specific for the"
                        + " same targets: *.internal:1-10 and *.internal:10-19",
                e.getMessage());
    }
}
