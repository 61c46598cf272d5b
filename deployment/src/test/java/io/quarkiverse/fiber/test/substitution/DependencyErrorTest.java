package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class DependencyErrorTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "org.postgresql")
            .withEmptyApplication()
            .assertException(error -> {
                assertEquals(ConfigurationException.class, error.getClass());
                assertEquals("quarkus.fiber.hook.dependencies: 'org.postgresql' is not groupId:artifactId", error.getMessage());
            });

    @Test
    void dependencyThatIsNoneIsABuildError() {
        fail("The application started");
    }
}
