package io.quarkiverse.fiber.test.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.runtime.config.FiberConfig;
import io.quarkiverse.fiber.runtime.config.OffloadSettings;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What the properties become; each error names its property. */
class OffloadSettingsTest {

    private static OffloadPool.Settings settings(Map<String, String> properties) {
        return OffloadSettings.of(config(properties));
    }

    private static FiberConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(FiberConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build()
                .getConfigMapping(FiberConfig.class);
    }

    @Test
    void withoutPropertiesThereAreDefaults() {
        assertEquals(new OffloadPool.Settings(64, 1000, Duration.ofSeconds(30)), settings(Map.of()));
    }

    @Test
    void thePropertiesCount() {
        assertEquals(new OffloadPool.Settings(2, 0, Duration.ofMinutes(1)),
                settings(Map.of("quarkus.fiber.offload.max-threads", "2", "quarkus.fiber.offload.queue", "0",
                        "quarkus.fiber.offload.keep-alive", "1m")));
    }

    @ParameterizedTest
    @CsvSource({ "max-threads, 0, 1, 0", "queue, -1, 0, -1", "keep-alive, -1s, PT0S, PT-1S" })
    void valueThatCannotBeIsRefusedByItsProperty(String property, String value, String least, String shown) {
        ConfigurationException e = assertThrows(ConfigurationException.class,
                () -> settings(Map.of("quarkus.fiber.offload." + property, value)));
        assertEquals("quarkus.fiber.offload." + property + " must be at least " + least + ", but is " + shown, e.getMessage());
    }

    @Test
    void streamsHaveABoundOfTheirOwnAndWaitForNoThread() {
        assertEquals(new OffloadPool.Settings(256, 0, Duration.ofSeconds(30), "quarkus.fiber.offload.max-streams"),
                OffloadSettings.ofStreams(config(Map.of())));
        assertEquals(3, OffloadSettings.ofStreams(config(Map.of("quarkus.fiber.offload.max-streams", "3"))).maxThreads());
        assertEquals("quarkus.fiber.offload.max-streams must be at least 1, but is 0",
                assertThrows(ConfigurationException.class, () -> OffloadSettings.ofStreams(
                        config(Map.of("quarkus.fiber.offload.max-streams", "0")))).getMessage());
    }

    @Test
    void fileOperationWaitsForAThreadForALimitedTime() {
        assertEquals(Duration.ofSeconds(10), OffloadSettings.queueTimeout(config(Map.of())));
        assertEquals("quarkus.fiber.offload.queue-timeout must be at least PT0.001S, but is PT0S",
                assertThrows(ConfigurationException.class, () -> OffloadSettings.queueTimeout(
                        config(Map.of("quarkus.fiber.offload.queue-timeout", "0s")))).getMessage());
    }
}
