package io.quarkiverse.fiber.test.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;

class HookedNonBlockingMethodTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class))
            .assertException(e -> assertTrue(e.getMessage().contains(Resource.class.getName()
                    + "#contradictory is both @Hooked and @NonBlocking"), e.toString()));

    @Test
    void buildFailsAndNamesTheMethod() {
        fail("the application was built");
    }

    @Path("/contradiction")
    public static class Resource {

        @GET
        @Hooked
        @NonBlocking
        public String contradictory() {
            return "";
        }
    }
}
