package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

class DisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.enabled", "false")
            .withApplicationRoot(jar -> jar.addClasses(ThreeWays.class, Where.class, Bean.class));

    @Inject
    Bean bean;

    @Test
    void methodOfABeanRunsOnTheJdksScheduler() {
        assertEquals("fiber Bean.where on jdk", bean.where());
    }

    @Test
    void hookedBehavesAsRunOnVirtualThread() {
        get("/three-ways/plain").then().statusCode(200).body(equalTo("virtual thread"));
    }

    @Test
    void methodThatReturnsAUniDoesToo() {
        get("/three-ways/uni").then().statusCode(200).body(equalTo("virtual thread"));
    }

    @Test
    void groupMeansNothing() {
        get("/three-ways/group").then().statusCode(200).body(equalTo("virtual thread"));
    }

    @ApplicationScoped
    public static class Bean {

        @Inject
        Where where;

        @Hooked
        public String where() {
            return where.am();
        }
    }
}
