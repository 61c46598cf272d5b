package io.quarkiverse.fiber.it.demo;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
import io.restassured.path.json.JsonPath;

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

    /** What came of a request, and when: REST Assured would take too long itself for bounds of time. */
    private record Answer(int status, String mediaType, String body, Duration after) {
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
    void fiberThatLooksANameUpHasAnotherThreadDoIt() {
        Trace trace = get(demo.uri("/lookup")).then().statusCode(200).extract().as(Trace.class);
        assertServedByItsLoop("fiber FiberResource.lookup", trace);
        assertTrue(trace.result().endsWith(", looked up by another thread"), trace::toString);
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
        assertEquals(504, answer.status());
        assertTrue(answer.mediaType().startsWith("application/problem+json"), answer.mediaType());
        Problem problem = JsonPath.from(answer.body()).getObject("$", Problem.class);
        assertEquals(504, problem.status());
        assertEquals("Gateway Timeout", problem.title());
        assertTrue(problem.detail().matches("Read timed out after 2000 ms: localhost/127\\.0\\.0\\.1:" + databasePort()
                + " \\(quarkus\\.fiber\\.targets\\.\"db\"\\.read-timeout\\), elapsed: \\d+ ms"), problem::detail);
        assertServedByItsLoop("fiber OrderResource.report", problem.trace());
    }

    /** Hazard 26: classes are loaded and initialised by the first requests, and each of these may pin its fiber once. */
    @Test
    void noFiberIsPinnedInTheSteadyState() throws Exception {
        use();
        assertEquals(List.of(), demo.pinnedWhile(OrdersIT::use));
    }

    private static void use() {
        for (int i = 0; i < 20; i++) {
            read();
            RestAssured.post(demo.uri("/orders?item=lamp")).then().statusCode(200);
            for (String path : List.of("/where", "/sleep?ms=3", "/lock?ms=3", "/lock/monitor?ms=3")) {
                get(demo.uri(path)).then().statusCode(200);
            }
        }
    }

    @Test
    void openDescriptorsAreListedWhileTheQueryHangs() {
        CompletableFuture<Answer> report = report();
        JsonPath fd = JsonPath.from(awaitListed()).setRootPath(WAITING);
        assertEquals("STREAM", fd.get("kind"));
        assertEquals("localhost/127.0.0.1:" + databasePort(), fd.get("peer"));
        assertTrue(fd.getInt("ageMillis") >= 0);
        assertEquals("WAITING_FOR_INPUT", fd.get("state"));
        assertTrue(fd.getString("owner").matches("fiber OrderResource\\.report #\\d+"), fd.getString("owner"));
        assertEquals("db", fd.get("target"));
        assertNull(fd.get("connectTimeoutMillis"));
        assertEquals(2000, fd.getInt("readTimeoutMillis"));
        assertNull(fd.get("writeTimeoutMillis"));
        assertTrue(fd.getInt("bytesIn") > 0);
        assertTrue(fd.getInt("bytesOut") > 0);
        assertEquals(504, report.join().status());
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

    private static List<String> readAtOnce(int count) {
        List<CompletableFuture<Answer>> reads = IntStream.range(0, count).mapToObj(i -> ask(demo.uri("/orders/1"))).toList();
        return reads.stream().map(CompletableFuture::join).map(Answer::body).toList();
    }

    private static CompletableFuture<Answer> report() {
        return ask(demo.uri("/orders/report"));
    }

    private static CompletableFuture<Answer> ask(String uri) {
        long asked = System.nanoTime();
        return HTTP.sendAsync(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .thenApply(
                        response -> new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
                                response.body(), Duration.ofNanos(System.nanoTime() - asked)));
    }

    /** Returns what is open as soon as the report waits for the database. */
    private static String awaitListed() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE)
                .until(() -> ask(demo.fds()).join().body(), list -> list.contains("\"fiber OrderResource.report #"));
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
