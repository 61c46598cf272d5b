package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.deployment.substitution.UnhookableCallException;
import io.quarkus.test.QuarkusUnitTest;

class UnhookableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Rates.class))
            .overrideConfigKey("quarkus.fiber.hook.dependencies", "")
            .overrideConfigKey("quarkus.fiber.hook.fail-on-unhookable", "true")
            .assertException(error -> {
                assertEquals(UnhookableCallException.class, error.getClass());
                String[] lines = error.getMessage().split("\n");
                assertEquals(2, lines.length, error.getMessage());
                assertTrue(
                        lines[1].contains("$Rates#lambda$hooked$0:")
                                && lines[1].contains("java.lang.System.loadLibrary(java.lang.String)"),
                        lines[1]);
            });

    @Path("/rates")
    public static class Rates {

        @GET
        @Hooked
        public String hooked() throws Exception {
            Callable<String> load = () -> {
                System.loadLibrary("rates");
                return "loaded";
            };
            return load.call();
        }

        @GET
        @Path("/other")
        public String other() {
            System.loadLibrary("rates");
            return "loaded";
        }
    }

    @Test
    void blockingCallOfAHookedMethodIsABuildError() {
        fail("The application started");
    }
}
