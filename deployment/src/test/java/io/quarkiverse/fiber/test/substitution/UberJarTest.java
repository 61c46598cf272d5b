package io.quarkiverse.fiber.test.substitution;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusProdModeTest;

@Tag("stress")
class UberJarTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = PackagedApplication.of("uber-jar");

    @Test
    void callsAreHookedAndFibersRunOnTheEventLoop() {
        PackagedApplication.assertThatFibersRunThere(APP);
    }
}
