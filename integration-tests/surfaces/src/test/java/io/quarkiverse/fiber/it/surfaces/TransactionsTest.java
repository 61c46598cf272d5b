package io.quarkiverse.fiber.it.surfaces;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;

@QuarkusTest
class TransactionsTest {

    @Inject
    Transactions transactions;

    @Inject
    TransactionsResource resource;

    @Inject
    Vertx vertx;

    @BeforeEach
    void forget() {
        resource.forget();
    }

    @Test
    void transactionOfAHookedMethodIsThatOfItsFiber() throws Exception {
        End end = new End();
        assertEquals("fiber Transactions.begin on event-loop", transactions.begin(end));
        assertEquals(Status.STATUS_COMMITTED, end.status.join());
    }

    @Test
    void exceptionRollsItBack() {
        End end = new End();
        assertThrows(IllegalStateException.class, () -> transactions.fail(end));
        assertEquals(Status.STATUS_ROLLEDBACK, end.status.join());
    }

    @Test
    void transactionOfAUniEndsWithTheUni() throws Exception {
        End end = new End();
        assertEquals("fiber Transactions.uni on event-loop", transactions.uni(end).await().atMost(Duration.ofSeconds(10)));
        assertEquals(Status.STATUS_COMMITTED, end.status.join());
    }

    @Test
    void transactionIsThatOfEachAttempt() throws Exception {
        End end = new End();
        assertEquals("fiber Transactions.retriedUni on event-loop",
                transactions.retriedUni(new AtomicInteger(), end).await().atMost(Duration.ofSeconds(10)));
        assertEquals(Status.STATUS_COMMITTED, end.status.join());
    }

    @Test
    void failureOfAUniRollsItBack() throws Exception {
        End end = new End();
        Uni<String> uni = transactions.failUni(end);
        assertEquals("fiber Transactions.failUni on event-loop",
                assertThrows(IllegalStateException.class, () -> uni.await().atMost(Duration.ofSeconds(10))).getMessage());
        assertEquals(Status.STATUS_ROLLEDBACK, end.status.join());
    }

    @ParameterizedTest
    @ValueSource(strings = { "value", "uni" })
    void transactionOfAnEndpointIsThatOfItsFiber(String method) {
        String fiber = "fiber TransactionsResource." + method + " on event-loop";
        get("/transactions/" + method).then().statusCode(200).body(equalTo(fiber));
        assertEquals(List.of(Status.STATUS_COMMITTED), resource.ends());
        get("/transactions/" + method + "?fail=true").then().statusCode(500);
        assertEquals(List.of(Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK), resource.ends());
    }

    @Test
    void consumerHasATransaction() throws Exception {
        assertEquals(Status.STATUS_ACTIVE, vertx.eventBus().<Integer> request("transaction", "").map(Message::body)
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    }

    @Test
    void hookedMethodThatFailsRollsTheTransactionOfItsCallerBack() throws Exception {
        End end = new End();
        transactions.joinFailing(end);
        assertEquals(Status.STATUS_ROLLEDBACK, end.status.join());
    }

    @Test
    void hookedMethodJoinsTheTransactionOfItsCaller() {
        assertTrue(transactions.isJoined());
    }

    private static final class End implements Synchronization {

        private final CompletableFuture<Integer> status = new CompletableFuture<>();

        @Override
        public void beforeCompletion() {
        }

        @Override
        public void afterCompletion(int outcome) {
            status.complete(outcome);
        }
    }
}
