package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;

class HookedTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Where.class, Filters.class));

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

    @Test
    void filtersOfAHookedMethodRunOnItsFiber() {
        Response response = get("/hooked/filtered");
        assertEquals(204, response.statusCode());
        for (String filter : new String[] { "before", "uni", "class", "after" }) {
            assertThat(filter, response.header(filter), startsWith("fiber Resource.filtered on event-loop-"));
        }
    }

    @Test
    void filterThatAbortsTheRequestIsAnsweredFromTheFiber() {
        given().header("abort", "").get("/hooked/filtered").then().statusCode(403)
                .header("after", startsWith("fiber Resource.filtered on event-loop-"));
    }

    @Test
    void exceptionMapperOfAHookedMethodRunsOnItsFiber() {
        get("/hooked/refused").then().statusCode(418).header("mapper", startsWith("fiber Resource.refused on event-loop-"));
    }

    @Test
    void filtersOfOtherMethodsStayWhereTheyAre() {
        get("/hooked/filtered-worker").then().statusCode(204).header("before", startsWith("executor-thread"));
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

        @GET
        @Path("filtered")
        @Hooked
        @Filters.Filtered
        public void filtered() {
        }

        @GET
        @Path("filtered-worker")
        @Filters.Filtered
        public void filteredOnAWorker() {
        }

        @GET
        @Path("refused")
        @Hooked
        public void refused() {
            throw new Filters.Refused();
        }
    }
}
