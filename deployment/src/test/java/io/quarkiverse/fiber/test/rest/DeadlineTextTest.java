package io.quarkiverse.fiber.test.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

class DeadlineTextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class))
            .assertException(e -> assertTrue(e.getMessage().contains(Resource.class.getName()
                    + "#soon is @Hooked(deadline = \"two seconds\"), which is no duration"), e.toString()));

    @Test
    void buildFailsAndNamesTheMethod() {
        fail("the application was built");
    }

    @Path("/soon")
    public static class Resource {

        @GET
        @Hooked(deadline = "two seconds")
        public String soon() {
            return "";
        }
    }
}
