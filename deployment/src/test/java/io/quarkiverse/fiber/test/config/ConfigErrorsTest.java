package io.quarkiverse.fiber.test.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.runtime.config.FiberConfig;
import io.quarkiverse.fiber.runtime.config.FiberSettings;
import io.quarkiverse.fiber.runtime.config.RequestSettings;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Each value that cannot work is an error that names its property. */
class ConfigErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quarkus.fiber.drain-budget            | 0s
            quarkus.fiber.shutdown-timeout        | -1s
            quarkus.fiber.deadline                | -1s
            quarkus.fiber.rescue.blocked-after    | PT0.0005S
            quarkus.fiber.rescue.running-after    | 1ms
            quarkus.fiber.rescue.max-threads      | 0
            quarkus.fiber.groups."io".carriers    | 0
            quarkus.fiber.groups."event-loop".carriers | 2
            """)
    void impossibleValueIsAnErrorThatNamesTheProperty(String property, String value) {
        ConfigurationException error = assertThrows(ConfigurationException.class, () -> settings(Map.of(property, value)));
        assertTrue(error.getMessage().contains(property.replace(".carriers", "")), error.getMessage());
    }

    @Test
    void groupThatIsUsedAndNotConfiguredIsAnErrorThatNamesTheProperty() {
        ConfigurationException error = assertThrows(ConfigurationException.class, () -> settings(Map.of(), "reports"));
        assertTrue(error.getMessage().contains("quarkus.fiber.groups.\"reports\".carriers"), error.getMessage());
    }

    @Test
    void dedicatedGroupIsAlwaysThere() {
        assertEquals(Runtime.getRuntime().availableProcessors(), settings(Map.of(), "dedicated").groups().get("dedicated"));
    }

    @Test
    void configuredGroupHasItsCarriers() {
        assertEquals(3, settings(Map.of("quarkus.fiber.groups.\"io\".carriers", "3"), "io").groups().get("io"));
    }

    private static Fibers.Settings settings(Map<String, String> properties, String... usedGroups) {
        FiberConfig config = new SmallRyeConfigBuilder()
                .withMapping(FiberConfig.class)
                .withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .build().getConfigMapping(FiberConfig.class);
        RequestSettings.of(config);
        return FiberSettings.of(config, true, false, List.of(usedGroups));
    }
}
