package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.startsWith;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;

class HookedTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Where.class));

    @Test
    void methodRunsOnAFiberOfTheRequestsEventLoop() {
        get("/hooked").then().statusCode(200).body(startsWith("fiber Resource.hooked on event-loop-"));
    }

    @Test
    void groupNamesItsOwnCarriers() {
        get("/hooked/dedicated").then().statusCode(200).body(startsWith("fiber Resource.dedicated on dedicated-"));
    }

    @Test
    void methodWithoutTheAnnotationStaysOnTheWorkerPool() {
        get("/hooked/worker").then().statusCode(200).body(startsWith("executor-thread"));
    }

    @Path("/hooked")
    public static class Resource {

        @Inject
        Where where;

        @GET
        @Hooked
        public String hooked() throws InterruptedException {
            Thread.sleep(5);
            return where.am();
        }

        @GET
        @Path("dedicated")
        @Hooked("dedicated")
        public String dedicated() {
            return where.am();
        }

        @GET
        @Path("worker")
        public String worker() {
            return where.am();
        }
    }
}
