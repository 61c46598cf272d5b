package io.quarkiverse.fiber.test.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

class DeadlineTextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Bean.class))
            .assertException(DeadlineTextTest::assertBothAreNamed);

    @Test
    void buildFailsAndNamesTheMethods() {
        fail("the application was built");
    }

    private static void assertBothAreNamed(Throwable failure) {
        String found = Arrays.toString(failure.getSuppressed());
        assertTrue(found.contains(Resource.class.getName()
                + "#soon is @Hooked(deadline = \"two seconds\"), which is no duration"), found);
        assertTrue(found.contains(Bean.class.getName() + "#late is @Hooked(deadline = \"-1s\"), which is no duration"), found);
    }

    @ApplicationScoped
    public static class Bean {

        @Hooked(deadline = "-1s")
        public void late() {
        }
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
