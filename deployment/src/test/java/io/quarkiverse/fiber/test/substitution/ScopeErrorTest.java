package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class ScopeErrorTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "auto,org.postgresql,com.acme:*")
            .overrideConfigKey("quarkus.fiber.hook.exclude", "com.acme.*")
            .withEmptyApplication()
            .assertException(error -> {
                assertEquals(ConfigurationException.class, error.getClass());
                assertEquals("""
                        quarkus.fiber.hook.dependencies: 'org.postgresql' is neither auto nor groupId:artifactId
                        quarkus.fiber.hook.dependencies: the application has no dependency 'com.acme:*'
                        quarkus.fiber.hook.exclude: no class of the application or of the hooked dependencies matches \
                        'com.acme.*'""", error.getMessage());
            });

    @Test
    void scopeThatNamesNothingIsABuildError() {
        fail("The application started");
    }
}
