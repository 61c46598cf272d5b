package io.quarkiverse.fiber.it.benchmarks.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.it.benchmarks.scheduler.Threads.Kind;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/** That what is measured is what it is called, on either kind of thread. */
@Timeout(60)
class OperationsTest {

    @ParameterizedTest
    @EnumSource
    void eachOperationComesToItsEnd(Kind kind) throws Exception {
        Operations operations = new Operations();
        operations.kind = kind;
        operations.open();
        try {
            operations.start();
            operations.yielding();
            operations.park();
            operations.timedPark();
            operations.timedPoll();
        } finally {
            operations.close();
        }
    }

    @ParameterizedTest
    @CsvSource({ "FIBER, true", "FIBER, false", "JDK, true" })
    void eachReadComesToItsEnd(Kind kind, boolean limited) throws Exception {
        Reads reads = new Reads();
        reads.kind = kind;
        reads.limited = limited;
        reads.open();
        try {
            reads.arrives();
            reads.ready();
        } finally {
            reads.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesGoToAndFro(Kind kind) throws Exception {
        try (Threads threads = kind.open()) {
            PingPong pingPong = new PingPong(threads, 2);
            pingPong.start();
            assertTrue(pingPong.rate(Duration.ofMillis(200)) > 0);
            pingPong.end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyFibersAreMeasuredAsFibers(Kind kind) throws Exception {
        try (Threads threads = kind.open()) {
            FutureTask<Boolean> isFiber = new FutureTask<>(() -> {
                assertNotNull(threads.current());
                return Fibers.current() != null;
            });
            threads.start(isFiber);
            assertEquals(kind == Kind.FIBER, isFiber.get(20, TimeUnit.SECONDS));
        }
    }
}
