package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DisabledHooksTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.enabled", "false")
            .withApplicationRoot(jar -> jar.addClasses(Shapes.class));

    @Test
    void callsStay() {
        assertEquals(Socket.class, Shapes.plain().getClass());
    }
}
