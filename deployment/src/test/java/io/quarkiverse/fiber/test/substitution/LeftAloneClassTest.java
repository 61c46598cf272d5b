package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.deployment.substitution.OddClasses;
import io.quarkus.test.QuarkusUnitTest;

class LeftAloneClassTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "")
            .withApplicationRoot(jar -> jar.addClasses(Shapes.class)
                    .add(new ByteArrayAsset(OddClasses.tooLarge("odd.TooLarge")), "odd/TooLarge.class"));

    @Test
    void classThatCannotBeRewrittenRunsAsItIs() throws Exception {
        Class<?> odd = Thread.currentThread().getContextClassLoader().loadClass("odd.TooLarge");
        assertEquals(Socket.class, odd.getMethod("open").invoke(null).getClass());
    }

    @Test
    void reportTellsIt() throws IOException {
        String report = Files.readString(Path.of("target", "quarkus-fiber", "hooks.txt"));
        assertTrue(report.contains("NOT HOOKED odd.TooLarge: "), report);
    }

    @Test
    void classesBesideItAreHooked() {
        assertEquals("HookedSocket", Shapes.plain().getClass().getSimpleName());
    }
}
