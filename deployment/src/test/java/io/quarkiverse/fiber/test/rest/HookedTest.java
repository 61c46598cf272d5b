package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;

class HookedTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Where.class));

    @Test
    void methodRunsOnAFiberOfAnEventLoop() {
        get("/hooked").then().statusCode(200).body(startsWith("fiber Resource.hooked on event-loop-"));
    }

    @Test
    void fiberIsCarriedByTheVeryLoopThatReceivedTheRequest() {
        for (int i = 0; i < 20; i++) {
            get("/hooked/loop").then().statusCode(200).body(equalTo("same"));
        }
    }

    @Test
    void groupNamesItsOwnCarriers() {
        get("/hooked/dedicated").then().statusCode(200).body(startsWith("fiber Resource.dedicated on dedicated-"));
    }

    @Test
    void hookedWinsOverRunOnVirtualThread() {
        get("/hooked/both").then().statusCode(200).body(startsWith("fiber Resource.both on event-loop-"));
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

        @ServerRequestFilter(preMatching = true, nonBlocking = true)
        public void rememberLoop(RoutingContext routing) {
            routing.put("loop", Thread.currentThread().getName());
        }

        @GET
        @Path("loop")
        @Hooked
        public String loop(@Context RoutingContext routing) throws InterruptedException {
            Thread.sleep(3);
            String here = Thread.currentThread().toString();
            return here.endsWith("@" + routing.get("loop")) ? "same" : here + " is not on " + routing.get("loop");
        }

        @GET
        @Path("dedicated")
        @Hooked("dedicated")
        public String dedicated() {
            return where.am();
        }

        @GET
        @Path("both")
        @Hooked
        @RunOnVirtualThread
        public String both() {
            return where.am();
        }

        @GET
        @Path("worker")
        public String worker() {
            return where.am();
        }
    }
}
