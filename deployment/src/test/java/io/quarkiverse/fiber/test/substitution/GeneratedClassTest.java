package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.deployment.substitution.OddClasses;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.test.QuarkusUnitTest;

/** Extensions make classes during the build, which nobody can change. */
class GeneratedClassTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "")
            .withEmptyApplication()
            .addBuildChainCustomizer(chain -> chain.addBuildStep(context -> context.produce(
                    new GeneratedClassBuildItem(true, "generated.Opener", OddClasses.manyCopies("generated.Opener"))))
                    .produces(GeneratedClassBuildItem.class).build());

    @Test
    void callOfAGeneratedClassStaysAndIsReported() throws Exception {
        Class<?> generated = Thread.currentThread().getContextClassLoader().loadClass("generated.Opener");
        assertEquals(Socket.class, generated.getMethod("usual").invoke(null).getClass());
        assertReported(
                "NOT HOOKED generated.Opener#usual:0  java.net.Socket() -> an extension makes the class during the build");
    }

    private static void assertReported(String line) throws IOException {
        String report = Files.readString(Path.of("target", "quarkus-fiber", "hooks.txt"));
        assertTrue(report.contains(line), report);
    }
}
