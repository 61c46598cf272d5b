package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** The deadline of {@code @Hooked}, and the answer to one that has passed. */
class DeadlineTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, RequestId.class, Waits.class, Silence.class));

    @ParameterizedTest
    @ValueSource(strings = { "sleep", "read", "wrapped-read", "lock", "pool" })
    void deadlineEndsTheWaitAndTheAnswerIsAProblem(String wait) {
        long began = System.nanoTime();
        given().header("id", wait).get("/deadlines/" + wait).then().statusCode(504)
                .contentType("application/problem+json")
                .body("$", aMapWithSize(4))
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Gateway Timeout"))
                .body("status", equalTo(504))
                .body("detail",
                        matchesPattern(".* \\(the deadline of 300 ms of Resource\\.waits has passed\\)(, elapsed: \\d+ ms)?"));
        assertTook(LIMIT, began);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sleep", "read", "lock", "pool" })
    void requestScopeAndMdcAreThoseOfTheRequestWhereTheAnswerIsMade(String wait) {
        given().header("id", "of " + wait).get("/deadlines/" + wait).then().statusCode(504)
                .header("scope", "of " + wait).header("mdc", "of " + wait).header("interrupted", "false");
    }

    @Test
    void detailTellsWhatWasWaitedFor() {
        get("/deadlines/read").then().statusCode(504).body("detail",
                matchesPattern("Read timed out: localhost/127\\.0\\.0\\.1:\\d+"
                        + " \\(the deadline of 300 ms of Resource\\.waits has passed\\), elapsed: \\d+ ms"));
        get("/deadlines/sleep").then().statusCode(504).body("detail",
                equalTo("Sleep timed out (the deadline of 300 ms of Resource.waits has passed)"));
        get("/deadlines/pool").then().statusCode(504).body("detail",
                equalTo("Interrupted while acquiring (the deadline of 300 ms of Resource.waits has passed)"));
    }

    @Test
    void codeThatComesToItsEndLateIsNotDisturbed() {
        get("/deadlines/late").then().statusCode(200).body(equalTo("late"));
    }

    @Test
    void filterRunsWithinTheDeadlineToo() {
        long began = System.nanoTime();
        given().header("wait", "sleep").get("/deadlines/late").then().statusCode(504);
        assertTook(LIMIT, began);
    }

    @Test
    void deadlineIsOneForAllPartsOfTheRequest() {
        get("/deadlines/uni").then().statusCode(200).header("deadline", "same");
    }

    @Test
    void deadlineOfCodeIsAnsweredInTheSameWay() {
        get("/deadlines/code").then().statusCode(504)
                .body("detail", equalTo("InterruptedException (the deadline of 20 ms of a test has passed)"));
    }

    @Test
    void timeoutOfASocketIsAnsweredInTheSameWay() {
        get("/deadlines/timeout").then().statusCode(504).body("detail", equalTo("\"quoted\" \\ \u0001 \ud83d\ude00 é"));
    }

    @Test
    void answerThatTheApplicationHasChosenStays() {
        get("/deadlines/chosen").then().statusCode(503).body(emptyString());
    }

    @Test
    void otherExceptionsStayInternalErrors() {
        get("/deadlines/bug").then().statusCode(500);
    }

    @Test
    void methodsThatAreNotHookedAreLeftAlone() {
        get("/deadlines/worker").then().statusCode(500);
    }

    /** Never early. That it is not late is a matter of {@code Deadline}, not of this surface: only that it does not wait on. */
    private static void assertTook(Duration least, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(least) >= 0, "early: " + took);
        assertTrue(took.compareTo(Duration.ofMinutes(1)) < 0, "late: " + took);
    }

    @RequestScoped
    public static class RequestId {

        private String id;
        private Deadline deadline;

        public String get() {
            return id;
        }

        public void set(String id) {
            this.id = id;
        }

        public Deadline deadline() {
            return deadline;
        }

        public void deadline(Deadline deadline) {
            this.deadline = deadline;
        }
    }

    @Path("/deadlines")
    @Produces(MediaType.TEXT_PLAIN)
    public static class Resource {

        @Inject
        RequestId requestId;

        @Inject
        Waits waits;

        @ServerRequestFilter
        public void fromHeaders(HttpHeaders headers) throws Exception {
            requestId.set(headers.getHeaderString("id"));
            MDC.put("id", String.valueOf(headers.getHeaderString("id")));
            if (headers.getHeaderString("wait") != null) {
                waits.longAs(headers.getHeaderString("wait"));
            }
        }

        @ServerResponseFilter
        public void toHeaders(ContainerResponseContext response) {
            response.getHeaders().putSingle("scope", String.valueOf(requestId.get()));
            response.getHeaders().putSingle("mdc", String.valueOf(MDC.get("id")));
            response.getHeaders().putSingle("deadline",
                    requestId.deadline() == Deadline.current().orElse(null) ? "same" : "another");
            response.getHeaders().putSingle("interrupted", Thread.currentThread().isInterrupted());
        }

        @GET
        @Path("{wait}")
        @Hooked(deadline = "300ms")
        public String waits(@RestPath String wait) throws Exception {
            waits.longAs(wait);
            return "not reached";
        }

        @GET
        @Path("late")
        @Hooked(deadline = "300ms")
        public String late() {
            while (!Deadline.current().orElseThrow().isPast()) {
                Thread.onSpinWait();
            }
            return "late";
        }

        @GET
        @Path("uni")
        @Hooked(deadline = "1m")
        public Uni<String> uni() {
            requestId.deadline(Deadline.current().orElseThrow());
            return Uni.createFrom().item("later").onItem().delayIt().by(Duration.ofMillis(10));
        }

        @GET
        @Path("code")
        @Hooked
        public String code() throws InterruptedException {
            return Deadline.within(Duration.ofMillis(20), "a test").call(() -> {
                new CountDownLatch(1).await();
                return "not reached";
            });
        }

        @GET
        @Path("timeout")
        @Hooked
        public String timeout() throws SocketTimeoutException {
            throw new SocketTimeoutException("\"quoted\" \\ \u0001 \ud83d\ude00 é");
        }

        @GET
        @Path("chosen")
        @Hooked
        public String chosen() {
            throw new WebApplicationException(new SocketTimeoutException("timeout"), 503);
        }

        @GET
        @Path("bug")
        @Hooked(deadline = "300ms")
        public String bug() {
            throw new IllegalStateException("a bug");
        }

        @GET
        @Path("worker")
        public String worker() throws SocketTimeoutException {
            throw new SocketTimeoutException("timeout");
        }
    }
}
