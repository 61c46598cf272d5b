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

class HookedNonBlockingClassTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class))
            .assertException(e -> {
                for (String method : new String[] { "first", "second" }) {
                    assertTrue(textOf(e).contains(Resource.class.getName() + "#" + method), textOf(e));
                }
            });

    private static String textOf(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        for (Throwable suppressed : e.getSuppressed()) {
            text.append('\n').append(suppressed);
        }
        return text.toString();
    }

    @Test
    void buildFailsAndNamesEachMethod() {
        fail("the application was built");
    }

    @Path("/contradiction")
    @Hooked
    @NonBlocking
    public static class Resource {

        @GET
        public String first() {
            return "";
        }

        @GET
        @Path("second")
        public String second() {
            return "";
        }
    }
}
