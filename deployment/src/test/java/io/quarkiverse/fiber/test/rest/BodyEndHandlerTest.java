package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.annotation.NonBlocking;

/**
 * Vert.x calls a body-end handler under the monitor of the connection. One that sleeps there, on a fiber, parks with that
 * monitor, and the loop of the same fiber wants it as soon as the connection has data.
 */
class BodyEndHandlerTest {

    private static final long SLEEP_MILLIS = 1_000;

    static final CountDownLatch SLEEPS = new CountDownLatch(1);
    static final CountDownLatch SLEPT = new CountDownLatch(1);

    static volatile boolean onFiber;

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "1")
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, SleepyFilter.class));

    @TestHTTPResource
    URL url;

    @Test
    void handlerThatSleepsUnderTheConnectionsMonitorDoesNotStopTheLoopForGood() throws Exception {
        try (Socket connection = new Socket(url.getHost(), url.getPort())) {
            send(connection, "/body-end/hooked");
            assertTrue(SLEEPS.await(5, TimeUnit.SECONDS), "the handler was not called");
            send(connection, "/body-end/loop"); // the loop takes the monitor to handle it
            assertTrue(onFiber, "the handler did not run on the fiber");
            Thread loop = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("vert.x-eventloop-thread-")).findFirst().orElseThrow();
            await().atMost(Duration.ofMillis(SLEEP_MILLIS)).pollInterval(Duration.ofMillis(1))
                    .until(() -> loop.getState() == Thread.State.BLOCKED);
            assertTrue(SLEPT.await(5, TimeUnit.SECONDS), "the handler still sleeps: its loop is stuck");
            given().get("/body-end/loop").then().statusCode(200).body(equalTo("loop"));
        }
    }

    private static void send(Socket connection, String path) throws Exception {
        connection.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    public static class SleepyFilter {

        void register(@Observes Filters filters) {
            filters.register(routing -> {
                if (routing.request().path().endsWith("/hooked")) {
                    routing.addBodyEndHandler(end -> {
                        onFiber = Thread.currentThread().isVirtual();
                        SLEEPS.countDown();
                        try {
                            Thread.sleep(SLEEP_MILLIS);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        SLEPT.countDown();
                    });
                }
                routing.next();
            }, 100);
        }
    }

    @Path("/body-end")
    public static class Resource {

        @GET
        @Path("hooked")
        @Hooked
        public String hooked() {
            return "hooked";
        }

        @GET
        @Path("loop")
        @NonBlocking
        public String loop() {
            return "loop";
        }
    }
}
