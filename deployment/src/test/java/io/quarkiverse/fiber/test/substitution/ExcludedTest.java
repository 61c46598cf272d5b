package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ExcludedTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.exclude", "*.Shapes,*.Napper")
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "")
            .withApplicationRoot(jar -> jar.addClasses(Shapes.class, Napper.class));

    @Test
    void callsOfAnExcludedClassStay() {
        assertEquals(Socket.class, Shapes.plain().getClass());
    }

    @Test
    void callsOfOtherClassesAreHooked() throws Exception {
        try (Socket socket = new Socket()) {
            assertEquals("HookedSocket", socket.getClass().getSimpleName());
        }
    }
}
