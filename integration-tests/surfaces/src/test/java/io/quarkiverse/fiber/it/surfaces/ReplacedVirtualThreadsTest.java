package io.quarkiverse.fiber.it.surfaces;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;

/** The same application with the switch: no line of it is changed. */
@QuarkusTest
@TestProfile(ReplacedVirtualThreadsTest.Switched.class)
class ReplacedVirtualThreadsTest {

    private static final String FIBER = "quarkus-virtual-thread- on event-loop";

    @Inject
    Jobs jobs;

    @Inject
    Channels channels;

    @Inject
    Vertx vertx;

    @Inject
    @VirtualThreads
    ExecutorService executor;

    @Inject
    Where where;

    @TestHTTPResource
    URI server;

    @Test
    void jobRunsOnAFiber() throws Exception {
        assertEquals(FIBER, jobs.onVirtualThreadRan().get(10, TimeUnit.SECONDS));
    }

    @Test
    void groupRunsAHookedJob() throws Exception {
        assertEquals("quarkus-virtual-thread- on dedicated", jobs.inGroupRan().get(10, TimeUnit.SECONDS));
    }

    @Test
    void consumerRunsOnAFiber() throws Exception {
        assertEquals(FIBER, vertx.eventBus().<String> request("virtual-thread", "").map(Message::body)
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    }

    @Test
    void callbackOfAWebSocketRunsOnAFiber() throws Exception {
        try (Client client = new Client(vertx, server, "/other")) {
            client.send("");
            assertEquals(FIBER, client.receive());
        }
    }

    @Test
    void consumerOfMessagingRunsOnAFiber() throws Exception {
        channels.send("virtual-threads", "1").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals("1 " + FIBER, channels.received().poll(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = { "onVirtualThread", "hookedOnVirtualThread" })
    void toolOfMcpRunsOnAFiberWithItsContexts(String tool) {
        assertEquals(McpClient.CONTEXTS + FIBER, new McpClient().call(tool, "1"));
    }

    @Test
    void endpointRunsOnAFiberWithItsContextsAndMakesCallsOfHookedBeansItself() {
        given().header("id", "1").header("user", "ann").get("/contexts/virtual-thread").then().statusCode(200)
                .body(startsWith("1 ann 1 "), endsWith(", fiber ContextsResource.virtualThread on event-loop"));
    }

    @Test
    void taskOfTheExecutorRunsOnAFiber() throws Exception {
        assertEquals(FIBER, executor.submit(where::am).get(10, TimeUnit.SECONDS));
    }

    @Test
    void hookedJobHasNoSecondThread() throws Exception {
        assertEquals("of a job  job TRACE, " + FIBER, jobs.hookedRan().get(10, TimeUnit.SECONDS));
    }

    public static class Switched implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.fiber.replace-virtual-threads", "true");
        }
    }
}
