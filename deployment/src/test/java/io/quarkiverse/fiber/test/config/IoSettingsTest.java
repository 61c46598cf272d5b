package io.quarkiverse.fiber.test.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.runtime.config.FiberConfig;
import io.quarkiverse.fiber.runtime.config.IoSettings;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What the properties become; each error names its property. */
class IoSettingsTest {

    private static TargetRules rules(Map<String, String> properties) {
        return IoSettings.of(config(properties));
    }

    private static Duration dnsTimeout(Map<String, String> properties) {
        return rules(properties).otherwise().defaults().dnsTimeout();
    }

    private static FiberConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(FiberConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build()
                .getConfigMapping(FiberConfig.class);
    }

    private static Limits limitsOf(String host, Map<String, String> properties) {
        return rules(properties).of(InetSocketAddress.createUnresolved(host, 5432));
    }

    @Test
    void withoutPropertiesOnlyConnectsHaveALimit() {
        Limits limits = rules(Map.of()).otherwise();
        assertEquals(Duration.ofSeconds(10).toNanos(), limits.connect(Limits.UNSET));
        assertEquals(0, limits.read(Limits.UNSET, true));
        assertEquals(0, limits.write());
    }

    @Test
    void theDefaultsCount() {
        Limits limits = rules(Map.of("quarkus.fiber.io.connect-timeout", "1s", "quarkus.fiber.io.read-timeout", "2s",
                "quarkus.fiber.io.write-timeout", "3s")).otherwise();
        assertEquals(Duration.ofSeconds(1).toNanos(), limits.connect(Limits.UNSET));
        assertEquals(Duration.ofSeconds(2).toNanos(), limits.read(Limits.UNSET, true));
        assertEquals(Duration.ofSeconds(3).toNanos(), limits.write());
    }

    @ParameterizedTest
    @ValueSource(strings = { "none", "NONE", " none ", "0", "0s" })
    void noneIsNoLimit(String none) {
        Map<String, String> properties = Map.of("quarkus.fiber.io.connect-timeout", none, "quarkus.fiber.io.dns-timeout", none,
                "quarkus.fiber.io.read-timeout", "2s", "quarkus.fiber.targets.\"db\".match", "db.internal",
                "quarkus.fiber.targets.\"db\".read-timeout", none);
        assertEquals(0, rules(properties).otherwise().connect(Limits.UNSET));
        assertEquals(Duration.ZERO, dnsTimeout(properties));
        assertEquals(0, limitsOf("db.internal", properties).read(Limits.UNSET, true));
    }

    @Test
    void aTargetHasWhatItsRuleSays() {
        Limits limits = limitsOf("db.internal", Map.of("quarkus.fiber.targets.\"db\".match", "db.internal",
                "quarkus.fiber.targets.\"db\".connect-timeout", "1s", "quarkus.fiber.targets.\"db\".read-timeout", "0s",
                "quarkus.fiber.targets.\"db\".override", "true", "quarkus.fiber.targets.\"db\".applies-to", "all"));
        assertEquals("db", limits.target());
        assertEquals(Duration.ofSeconds(1), limits.connectTimeout());
        assertEquals(Duration.ZERO, limits.readTimeout());
        assertNull(limits.writeTimeout(), "not said");
        assertTrue(limits.override());
        assertTrue(limits.everyThread());
    }

    @Test
    void aRuleIsForFibersAndDoesNotOverrideUnlessItSaysSo() {
        Limits limits = limitsOf("db", Map.of("quarkus.fiber.targets.\"db\".match", "db"));
        assertEquals(new Limits("db", null, null, null, false, false, limits.defaults()), limits);
    }

    @Test
    void aRuleMayHaveSeveralPatterns() {
        Map<String, String> properties = Map.of("quarkus.fiber.targets.\"db\".match", "one.internal,*.eu:5432,10.0.0.0/8");
        assertEquals("db", limitsOf("one.internal", properties).target());
        assertEquals("db", limitsOf("two.eu", properties).target());
        assertEquals("", limitsOf("two.internal", properties).target());
    }

    @ParameterizedTest
    @CsvSource({ "io.connect-timeout", "io.read-timeout", "io.write-timeout", "targets.\"db\".connect-timeout",
            "targets.\"db\".read-timeout", "targets.\"db\".write-timeout" })
    void aTimeoutThatCannotBeIsRefusedByItsProperty(String property) {
        for (Duration impossible : new Duration[] { Duration.ofMillis(-1), Duration.ofDays(36_501) }) {
            ConfigurationException e = assertThrows(ConfigurationException.class,
                    () -> rules(Map.of("quarkus.fiber.targets.\"db\".match", "db", "quarkus.fiber." + property,
                            impossible.toString())));
            assertEquals("quarkus.fiber." + property + " must be between 0 and PT876000H, but is " + impossible,
                    e.getMessage());
        }
    }

    @Test
    void lookupsHaveALimitOfFiveSecondsWithoutProperties() {
        assertEquals(Duration.ofSeconds(5), dnsTimeout(Map.of()));
    }

    @Test
    void lookupsHaveTheLimitThatIsConfigured() {
        assertEquals(Duration.ofMillis(700), dnsTimeout(Map.of("quarkus.fiber.io.dns-timeout", "700ms")));
        assertEquals(Duration.ZERO, dnsTimeout(Map.of("quarkus.fiber.io.dns-timeout", "0")));
    }

    @Test
    void limitOfLookupsThatCannotBeIsRefusedByItsProperty() {
        ConfigurationException e = assertThrows(ConfigurationException.class,
                () -> dnsTimeout(Map.of("quarkus.fiber.io.dns-timeout", "-1s")));
        assertEquals("quarkus.fiber.io.dns-timeout must be between 0 and PT876000H, but is PT-1S", e.getMessage());
    }

    @Test
    void aPatternThatCannotBeIsRefusedByItsProperty() {
        ConfigurationException e = assertThrows(ConfigurationException.class,
                () -> rules(Map.of("quarkus.fiber.targets.\"db\".match", "db,10.0.0.0/33")));
        assertEquals("quarkus.fiber.targets.\"db\".match: '10.0.0.0/33' has a prefix of more than 32 bits", e.getMessage());
    }

    @Test
    void aRuleWithoutAPatternIsRefusedByItsProperty() {
        RuntimeException e = assertThrows(RuntimeException.class,
                () -> rules(Map.of("quarkus.fiber.targets.\"db\".read-timeout", "1s")));
        assertTrue(e.getMessage().contains("quarkus.fiber.targets.\"db\".match"), e.getMessage());
    }

    @Test
    void rulesThatAreEquallySpecificAreRefusedByTheirProperties() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> rules(
                Map.of("quarkus.fiber.targets.\"one\".match", "db", "quarkus.fiber.targets.\"other\".match", "*,db:0-65535")));
        assertTrue(e.getMessage().contains("quarkus.fiber.targets.\"one\".match"), e.getMessage());
        assertTrue(e.getMessage().contains("quarkus.fiber.targets.\"other\".match"), e.getMessage());
        assertTrue(e.getMessage().contains("are equally specific for the same targets"), e.getMessage());
    }
}
