package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class CustomSchedulerOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.custom-scheduler", "false")
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Where.class));

    @Test
    void fibersRunOnTheJdksScheduler() {
        get("/plain").then().statusCode(200).body(equalTo("fiber Resource.plain on jdk"));
    }

    @Test
    void methodThatReturnsAUniDoesToo() {
        get("/plain/uni").then().statusCode(200).body(equalTo("fiber Resource.uni on jdk"));
    }

    @Test
    void groupMeansNothing() {
        get("/plain/group").then().statusCode(200).body(equalTo("fiber Resource.group on jdk"));
    }

    @Path("/plain")
    public static class Resource {

        @Inject
        Where where;

        @GET
        @Hooked
        public String plain() throws InterruptedException {
            Thread.sleep(5);
            return where.am();
        }

        @GET
        @Path("uni")
        @Hooked
        public Uni<String> uni() throws InterruptedException {
            Thread.sleep(5);
            return Uni.createFrom().item(where.am());
        }

        @GET
        @Path("group")
        @Hooked("dedicated")
        public String group() {
            return where.am();
        }
    }
}
