package io.quarkiverse.fiber.it.demo;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoTest {

    private static final String EVENT_LOOP_THREAD = "vert.x-eventloop-thread-";

    /** Far above what the endpoints take, far below their own time-outs. */
    private static final double BOUND_MILLIS = 8_000;

    @TestHTTPResource(value = "fiber/fds", management = true)
    URI openFds;

    @ConfigProperty(name = "demo.db.port")
    int databasePort;

    @Test
    void whereIsAFiberOfTheEventLoop() {
        Trace trace = get("/where");
        assertFiber("fiber FiberResource.where", trace);
        assertEquals(trace.receivedBy(), trace.platformThread());
    }

    @Test
    void sleepsOnAFiber() {
        Trace trace = get("/sleep?ms=50");
        assertFiber("fiber FiberResource.sleep", trace);
        assertTook(50, trace);
    }

    @Test
    void waitsForALockOfAnotherFiber() {
        Trace trace = get("/lock?ms=50");
        assertFiber("fiber LockResource.lock", trace);
        assertTook(50, trace);
    }

    @Test
    void waitsForAMonitorOfAnotherFiber() {
        Trace trace = get("/lock/monitor?ms=50");
        assertFiber("fiber LockResource.monitor", trace);
        assertTook(50, trace);
    }

    @Test
    void callsAnotherServiceOnAFiber() {
        Trace trace = get("/call");
        assertFiber("fiber FiberResource.call", trace);
        assertTook(BackendResource.DELAY.toMillis(), trace);
        assertEquals("the price is 42 EUR", trace.result());
    }

    @Test
    void fiberThatLooksANameUpHasAnotherThreadDoIt() {
        Trace trace = get("/lookup");
        assertFiber("fiber FiberResource.lookup", trace);
        assertTrue(trace.result().endsWith(", looked up by another thread"), trace::toString);
    }

    @Test
    void workerIsAWorkerThread() {
        Trace trace = get("/worker");
        assertTrue(trace.thread().startsWith("executor-thread-"), trace::toString);
        assertNull(trace.carrier());
    }

    @Test
    void reactiveIsTheEventLoop() {
        Trace trace = get("/reactive");
        assertTrue(trace.thread().startsWith(EVENT_LOOP_THREAD), trace::toString);
        assertNull(trace.carrier());
    }

    @Test
    void eventLoopGetsALockThatItsOwnFiberHolds() {
        CompletableFuture<Trace> hold = CompletableFuture.supplyAsync(() -> get("/lock/hold?ms=1000"));
        await().atMost(Duration.ofSeconds(10)).until(() -> given().get("/lock/held").asString().equals("true"));
        Trace onLoop = get("/lock/on-loop");
        Trace holder = hold.join();

        assertTrue(onLoop.thread().startsWith(EVENT_LOOP_THREAD), onLoop::toString);
        assertTook(0, onLoop);
        assertFiber("fiber LockResource.hold", holder);
        assertTook(1000, holder);
        assertNotEquals(onLoop.thread(), holder.platformThread(), "the stuck loop cannot have run the fiber");
    }

    @Test
    void readsFromTheDatabaseOnAFiber() {
        Trace trace = get("/orders/1");
        assertFiber("fiber OrderResource.read", trace);
        assertEquals("order 1 is a book", trace.result());
    }

    /** Quarkus has the driver loaded by the parent class loader in tests, as in dev mode. */
    @Test
    void driverThatCannotBeChangedInTestsHasHookedSockets() throws IOException {
        get("/orders/1");
        String fds = given().get(openFds).asString();
        assertTrue(fds.contains("localhost/127.0.0.1:" + databasePort) && fds.contains("\"db\""), fds);
        List<String> report = Files.readAllLines(Path.of("target/quarkus-fiber/hooks.txt"));
        String driver = report.get(report.indexOf("org.postgresql:postgresql") + 1);
        assertTrue(driver.startsWith("  NOT HOOKED *: ") && driver.endsWith("hooked sockets instead"), driver);
    }

    @Test
    void callsOfTestClassesAreHooked() throws IOException {
        try (Socket socket = new Socket()) {
            assertEquals("HookedSocket", socket.getClass().getSimpleName());
        }
    }

    private static Trace get(String path) {
        return given().get(path).then().statusCode(200).extract().as(Trace.class);
    }

    private static void assertFiber(String name, Trace trace) {
        assertEquals(name, trace.thread());
        assertTrue(trace.carrier().startsWith("event-loop-"), trace::toString);
        assertTrue(trace.receivedBy().startsWith(EVENT_LOOP_THREAD), trace::toString);
    }

    private static void assertTook(double atLeastMillis, Trace trace) {
        assertTrue(trace.elapsedMillis() >= atLeastMillis && trace.elapsedMillis() < BOUND_MILLIS, trace::toString);
    }
}
