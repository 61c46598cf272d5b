package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.impl.VertxInternal;

@QuarkusTest
class ConsumersTest {

    @Inject
    Vertx vertx;

    @Inject
    Consumers consumers;

    @Test
    void hookedConsumerRunsOnAFiberOfAnEventLoop() throws Exception {
        assertEquals("body event-loop", request("hooked", "body ").get().replaceFirst("fiber .* on ", ""));
    }

    @Test
    void groupRunsTheConsumer() throws Exception {
        assertEquals("body dedicated", request("in-group", "body ").get().replaceFirst("fiber .* on ", ""));
    }

    @Test
    void consumerThatReturnsAUniRunsOnAFiberToo() throws Exception {
        assertEquals("body fiber Consumers.uni on event-loop", request("uni", "body ").get());
    }

    @Test
    void consumerMayTakeTheHeaders() throws Exception {
        String reply = vertx.eventBus().<String> request("headers", " ", new DeliveryOptions().addHeader("name", "value"))
                .map(Message::body).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals("value event-loop", reply.replaceFirst("fiber .* on ", ""));
    }

    @Test
    void consumerMayReturnNothing() throws Exception {
        vertx.eventBus().publish("nothing", "body ");
        assertEquals("body event-loop",
                consumers.nothingRan().get(10, TimeUnit.SECONDS).replaceFirst("fiber .* on ", ""));
    }

    @Test
    void consumerOfTheMessageRepliesWhenItLikes() throws Exception {
        assertEquals("body fiber Consumers.message on event-loop", request("message", "body ").get());
    }

    @Test
    void exceptionFailsTheRequest() {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> request("failing", "no good").get());
        assertEquals(ReplyException.class, failed.getCause().getClass());
        assertEquals("no good", failed.getCause().getMessage());
    }

    @Test
    void exceptionThatNobodyWaitsForReachesTheHandlerOfVertx() throws Exception {
        Handler<Throwable> before = ((VertxInternal) vertx).exceptionHandler();
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        vertx.exceptionHandler(reported::complete);
        try {
            vertx.eventBus().publish("failing", "published");
            assertEquals("published", reported.get(10, TimeUnit.SECONDS).getMessage());
        } finally {
            vertx.exceptionHandler(before);
        }
    }

    @Test
    void consumersThatInterleaveDoNotMixTheirContexts() throws Exception {
        List<CompletableFuture<String>> replies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            replies.add(request("contexts", "id" + i));
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("id" + i + " id" + i, replies.get(i).get());
        }
    }

    @Test
    void withoutTheSwitchOtherConsumersStayWhereTheyAre() throws Exception {
        assertEquals("virtual thread", request("virtual-thread", "").get());
    }

    private CompletableFuture<String> request(String address, String body) {
        return vertx.eventBus().<String> request(address, body).map(Message::body).toCompletionStage().toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS);
    }
}
