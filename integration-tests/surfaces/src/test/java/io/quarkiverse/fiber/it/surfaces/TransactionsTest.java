package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class TransactionsTest {

    @Inject
    Transactions transactions;

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
