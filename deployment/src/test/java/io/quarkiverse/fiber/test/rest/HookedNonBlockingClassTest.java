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
            .withApplicationRoot(jar -> jar.addClasses(Base.class, Resource.class))
            .assertException(e -> {
                for (String method : new String[] { Resource.class.getName() + "#first", Resource.class.getName() + "#second",
                        Base.class.getName() + "#inherited" }) {
                    assertTrue(textOf(e).contains(method), textOf(e));
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

    public abstract static class Base {

        @GET
        @Path("inherited")
        public String inherited() {
            return "";
        }
    }

    @Path("/contradiction")
    @Hooked
    @NonBlocking
    public static class Resource extends Base {

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
