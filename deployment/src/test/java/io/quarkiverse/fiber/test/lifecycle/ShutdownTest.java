package io.quarkiverse.fiber.test.lifecycle;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ShutdownTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Parking.class))
            .setAfterUndeployListener(ShutdownTest::afterShutdown);

    @Test
    void parkedFibersEndWithTheApplicationAndNothingIsLeft() {
        get("/parking/park").then().statusCode(200).body(equalTo("parked"));
    }

    static void afterShutdown() {
        assertEquals(new TreeSet<>(Parking.ALL), new TreeSet<>(Parking.ended()), "fibers that ended");
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertEquals(Set.of(), Parking.threads()));
        ordinaryVirtualThreadsWork();
    }

    private static void ordinaryVirtualThreadsWork() {
        CountDownLatch done = new CountDownLatch(2);
        Object monitor = new Object();
        synchronized (monitor) {
            Thread blocked = Thread.ofVirtual().start(() -> {
                synchronized (monitor) {
                    done.countDown();
                }
            });
            Awaitility.await().until(() -> blocked.getState() == Thread.State.BLOCKED);
        }
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                return;
            }
            done.countDown();
        });
        try {
            assertTrue(done.await(5, TimeUnit.SECONDS), "ordinary virtual threads hang");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
