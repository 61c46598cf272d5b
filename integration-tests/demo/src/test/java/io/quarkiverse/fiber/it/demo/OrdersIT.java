package io.quarkiverse.fiber.it.demo;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** The order service and its database, as they are delivered. */
@EnabledIfSystemProperty(named = "demo.jar", matches = ".+") // is not there before it is packaged
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrdersIT {

    private static final Duration LIMIT = Duration.ofSeconds(2); // as application.properties says
    private static final Duration BOUND = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OTHERS = 50;

    /** Finds the descriptor that the report waits for. */
    private static final String WAITING = "find { it.owner.startsWith('fiber OrderResource.report') }";

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RunningDemo demo;

    /** What came of a request, and when. */
    private record Answer(Response response, Duration after) {
    }

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start();
    }

    @AfterAll
    static void stopEndsTheDatabaseToo() throws Exception {
        if (demo != null) {
            int port = databasePort();
            new Socket("localhost", port).close();
            demo.close();
            assertThrows(ConnectException.class, () -> new Socket("localhost", port).close());
        }
    }

    @Test
    void queriesAreServedOnFibersOfTheRequestsEventLoopWithoutAWorkerThread() {
        read();
        Workers before = idleWorkers();
        Trace write = RestAssured.post(demo.uri("/orders?item=chair")).then().statusCode(200).extract().as(Trace.class);
        Trace read = read();
        Workers after = workers();

        assertServedByItsLoop("fiber OrderResource.write", write);
        assertTrue(write.result().matches("order \\d+ is chair"), write::toString);
        assertServedByItsLoop("fiber OrderResource.read", read);
        assertEquals("order 1 is a book", read.result());
        assertEquals(0, after.usedSince(before));
    }

    @Test
    void workerThreadsThatAreUsedAreSeen() {
        get(demo.uri("/worker")).then().statusCode(200);
        Workers before = idleWorkers();
        get(demo.uri("/worker")).then().statusCode(200);
        assertEquals(1, idleWorkers().usedSince(before));
    }

    @Test
    void queryThatHangsIsEndedAtItsLimitWhileFiftyOthersAreServed() throws Exception {
        readAtOnce(OTHERS);
        report().join(); // loads classes
        CompletableFuture<Answer> report = report();
        awaitListed();
        List<String> others = readAtOnce(OTHERS);
        assertFalse(report.isDone(), "the others have waited for the query that hangs");
        others.forEach(other -> assertTrue(other.contains("order 1 is a book"), other));

        Answer answer = report.join();
        TimeBounds.assertTook(LIMIT, BOUND, answer.after());
        answer.response().then().statusCode(504).contentType("application/problem+json")
                .body("status", equalTo(504))
                .body("title", equalTo("Gateway Timeout"))
                .body("detail", equalTo("Read timed out after 2000 ms: localhost/127.0.0.1:" + databasePort()
                        + " (quarkus.fiber.targets.\"db\".read-timeout)"));
        assertServedByItsLoop("fiber OrderResource.report", answer.response().as(Problem.class).trace());
    }

    @Test
    void openDescriptorsAreListedWhileTheQueryHangs() {
        CompletableFuture<Answer> report = report();
        awaitListed().rootPath(WAITING)
                .body("kind", equalTo("STREAM"))
                .body("peer", equalTo("localhost/127.0.0.1:" + databasePort()))
                .body("ageMillis", greaterThanOrEqualTo(0))
                .body("state", equalTo("WAITING_FOR_INPUT"))
                .body("owner", matchesPattern("fiber OrderResource\\.report #\\d+"))
                .body("target", equalTo("db"))
                .body("connectTimeoutMillis", nullValue())
                .body("readTimeoutMillis", equalTo(2000))
                .body("writeTimeoutMillis", nullValue())
                .body("bytesIn", greaterThan(0))
                .body("bytesOut", greaterThan(0));
        assertEquals(504, report.join().response().statusCode());
        get(demo.fds()).then().body(WAITING, nullValue());
    }

    private static void assertServedByItsLoop(String fiber, Trace trace) {
        assertEquals(fiber, trace.thread());
        assertTrue(trace.carrier().startsWith("event-loop-"), trace::toString);
        assertTrue(trace.receivedBy().startsWith("vert.x-eventloop-thread-"), trace::toString);
        assertEquals(trace.receivedBy(), trace.platformThread());
    }

    private static Trace read() {
        return get(demo.uri("/orders/1")).then().statusCode(200).extract().as(Trace.class);
    }

    /** With a client that keeps no thread for each, so that it is not the client that takes the time. */
    private static List<String> readAtOnce(int count) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.uri("/orders/1"))).build();
        List<CompletableFuture<HttpResponse<String>>> reads = IntStream.range(0, count)
                .mapToObj(i -> HTTP.sendAsync(request, BodyHandlers.ofString())).toList();
        return reads.stream().map(CompletableFuture::join).map(HttpResponse::body).toList();
    }

    private static CompletableFuture<Answer> report() {
        return CompletableFuture.supplyAsync(() -> {
            long asked = System.nanoTime();
            Response response = get(demo.uri("/orders/report"));
            return new Answer(response, Duration.ofNanos(System.nanoTime() - asked));
        }, Thread::startVirtualThread); // the common pool may be one thread, which the client needs
    }

    /** Returns what is open as soon as the report waits for the database. */
    private static ValidatableResponse awaitListed() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE)
                .until(() -> get(demo.fds()), list -> list.path(WAITING) != null).then();
    }

    private static Workers workers() {
        return get(demo.uri("/workers")).then().statusCode(200).extract().as(Workers.class);
    }

    private static Workers idleWorkers() {
        return await().atMost(PATIENCE).until(OrdersIT::workers, workers -> !workers.waits().containsValue(Workers.BUSY));
    }

    private static int databasePort() {
        read();
        String peer = get(demo.fds()).path("[0].peer");
        return Integer.parseInt(peer.substring(peer.lastIndexOf(':') + 1));
    }
}
