package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

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
    void taskOfTheExecutorRunsOnAFiber() throws Exception {
        assertEquals(FIBER, executor.submit(where::am).get(10, TimeUnit.SECONDS));
    }

    @Test
    void hookedJobHasNoSecondThread() throws Exception {
        assertEquals(FIBER + ", of a job", jobs.hookedRan().get(10, TimeUnit.SECONDS));
    }

    public static class Switched implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.fiber.replace-virtual-threads", "true");
        }
    }
}
