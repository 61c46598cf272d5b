package io.quarkiverse.fiber.test.config;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

class UnknownGroupTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class))
            .assertException(e -> assertTrue(String.valueOf(e).contains("quarkus.fiber.groups.\"reports\".carriers")
                    || String.valueOf(e.getCause()).contains("quarkus.fiber.groups.\"reports\".carriers"), String.valueOf(e)));

    @Test
    void applicationDoesNotStart() {
        fail("the application has started");
    }

    @Path("/group")
    public static class Resource {

        @GET
        @Hooked("reports")
        public String get() {
            return "";
        }
    }
}
