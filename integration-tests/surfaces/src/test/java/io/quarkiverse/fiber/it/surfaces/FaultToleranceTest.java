package io.quarkiverse.fiber.it.surfaces;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FaultToleranceTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    FaultTolerant bean;

    @Inject
    FaultTolerant.RetriedByItsClass retriedByItsClass;

    @BeforeEach
    void forget() {
        bean.attempts().clear();
    }

    @Test
    void eachAttemptRunsOnTheFiber() {
        bean.retry();
        assertEquals(threeTimes("fiber FaultTolerant.retry on event-loop"), bean.attempts());
    }

    @Test
    void eachAttemptOfAUniRunsOnAFiber() {
        bean.retryUni().await().atMost(LIMIT);
        assertEquals(threeTimes("fiber FaultTolerant.retryUni on event-loop"), bean.attempts());
    }

    @Test
    void eachAttemptOfAUniThatFailsLaterRunsOnAFiber() {
        retriedByItsClass.uni().await().atMost(LIMIT);
        assertEquals(threeTimes("fiber RetriedByItsClass.uni on event-loop"), bean.attempts());
    }

    @ParameterizedTest
    @CsvSource({ "value, fiber RetriedResource.value on event-loop",
            "uni, fiber RetriedResource.uni on event-loop",
            "bean, fiber Retried.uni on event-loop" })
    void eachAttemptHasTheContextsOfTheRequestAndADeadline(String path, String fiber) {
        String answer = given().header("id", "7").header("user", "ann").get("/retried/" + path).then().statusCode(200)
                .extract().asString();
        assertEquals(String.join("; ", threeTimes("7 ann 7 TRACE, " + fiber + ", within PT1M")),
                answer.replaceAll("(?!0{32})[0-9a-f]{32}", "TRACE"));
    }

    @Test
    void timeoutInterruptsTheFiber() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThrows(TimeoutException.class, () -> bean.timeout(interrupted));
        assertTrue(interrupted.await(0, TimeUnit.SECONDS));
    }

    @Test
    void timeoutOfAUniDoesNotWaitForTheFiber() {
        CountDownLatch end = new CountDownLatch(1);
        try {
            assertThrows(TimeoutException.class, () -> bean.timeoutUni(end).await().atMost(LIMIT));
        } finally {
            end.countDown();
        }
    }

    @Test
    void bulkheadCountsTheFibersInside() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<String> first = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                first.complete(bean.bulkhead(entered, leave));
            } catch (Throwable e) {
                first.completeExceptionally(e);
            }
        });
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        assertThrows(BulkheadException.class, () -> bean.bulkhead(entered, leave));
        leave.countDown();
        assertEquals("fiber FaultTolerant.bulkhead on event-loop", first.get(10, TimeUnit.SECONDS));
    }

    @Test
    void circuitBreakerOpens() {
        assertThrows(IllegalStateException.class, bean::circuit);
        assertThrows(IllegalStateException.class, bean::circuit);
        assertThrows(CircuitBreakerOpenException.class, bean::circuit);
        assertEquals(List.of("fiber FaultTolerant.circuit on event-loop", "fiber FaultTolerant.circuit on event-loop"),
                bean.attempts());
    }

    @Test
    void fallbackRunsOnTheFiber() {
        assertEquals("fiber FaultTolerant.fallback on event-loop", bean.fallback());
    }

    private static List<String> threeTimes(String fiber) {
        return List.of(fiber, fiber, fiber);
    }
}
