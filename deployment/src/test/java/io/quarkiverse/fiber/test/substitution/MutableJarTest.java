package io.quarkiverse.fiber.test.substitution;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusProdModeTest;

@Tag("stress")
class MutableJarTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = PackagedApplication.of("mutable-jar");

    @Test
    void callsAreHookedAndFibersRunOnTheEventLoop() {
        PackagedApplication.assertThatFibersRunThere(APP);
    }
}
