package io.quarkiverse.fiber.it.clients;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is shown of each client, in the packaged application. */
@EnabledIfSystemProperty(named = "clients.jar", matches = ".+") // is not there before it is packaged
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ClientTests {

    static final Duration READ_LIMIT = Duration.ofSeconds(1); // as application.properties says
    static final Duration CONNECT_LIMIT = Duration.ofMillis(500); // likewise
    /** Clients load their classes for failures meanwhile. */
    static final Duration BOUND = Duration.ofMillis(250);

    private static final int AT_ONCE = 8;
    private static final String BLACK_HOLE = "black-hole";

    private final String client;
    private final String answer;
    private final Class<? extends Exception> onSilence;
    private final Class<? extends Exception> onNoConnection;

    private Application application;
    private Gateways gateways;
    private Server server;

    /**
     * @param answer what the client returns when it asks "hello"
     * @param onSilence what it throws where the server is silent
     * @param onNoConnection what it throws where it cannot connect
     */
    ClientTests(String client, String answer, Class<? extends Exception> onSilence,
            Class<? extends Exception> onNoConnection) {
        this.client = client;
        this.answer = answer;
        this.onSilence = onSilence;
        this.onNoConnection = onNoConnection;
    }

    /** Starts the server, with what it needs to answer the question "hello". */
    abstract Server start() throws Exception;

    /** After which time the client has given up to connect: some try several times. */
    Duration givesUpConnectingAfter() {
        return CONNECT_LIMIT;
    }

    boolean hasHookedConnections() {
        return true;
    }

    /** Whether the client's exceptions tell which limit they are about. */
    boolean tellsReason() {
        return true;
    }

    @BeforeAll
    void startServer() throws Exception {
        application = Application.running();
        gateways = application.gateways();
        server = start();
        gateways.of(client).leadsTo(server.port());
    }

    @AfterAll
    void stopServer() throws Exception {
        if (server != null) {
            server.stop().close();
        }
    }

    @Test
    void asksOnAFiberOfTheEventLoopOverHookedConnections() {
        Answer answer = ask("hello");
        assertEquals(this.answer, answer.result(), answer::toString);
        assertServedByItsLoop(answer);
        for (Answer.Connection connection : answer.connections()) {
            assertEquals(peer(gateways.of(client).port()), connection.peer());
        }
        assertEquals(hasHookedConnections(),
                answer.connections().stream().anyMatch(each -> each.bytesIn() > 0 && each.bytesOut() > 0), answer::toString);
    }

    @Test
    void fibersAskAtOnceOnOneEventLoop() {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask("hello"), Thread::startVirtualThread)).toList();
        for (CompletableFuture<Answer> answer : answers) {
            assertEquals(this.answer, answer.join().result(), answer.join()::toString);
            assertServedByItsLoop(answer.join());
        }
    }

    @Test
    void serverThatFallsSilentIsGivenUpAtTheLimitOfTheTargetRuleWhileTheLoopServesOthers() throws Exception {
        ask("hello"); // loads classes
        CompletableFuture<Answer> silence = CompletableFuture.supplyAsync(() -> ask(Gateway.STALL),
                Thread::startVirtualThread);
        gateways.of(client).awaitStall();
        String loop = get(application.uri("/loop")).asString();
        assertFalse(silence.isDone(), "the loop has waited for the client");

        Answer answer = silence.join();
        assertEquals(answer.receivedBy(), loop);
        assertServedByItsLoop(answer);
        assertThrown(onSilence, answer);
        assertTells("Read timed out after 1000 ms: " + peer(gateways.of(client).port()) + " (quarkus.fiber.targets.\"" + client
                + "\".read-timeout)", answer);
        assertTook(READ_LIMIT, answer);
    }

    @Test
    void connectThatIsNotAnsweredIsGivenUpAtTheLimitOfTheTargetRule() throws Exception {
        ask("hello"); // loads classes
        Answer answer = ask("127.0.0.1", gateways.blackHole().port(), BLACK_HOLE, "hello");
        assertServedByItsLoop(answer);
        assertThrown(onNoConnection, answer);
        assertTells("Connect timed out after 500 ms: /127.0.0.1:" + gateways.blackHole().port()
                + " (quarkus.fiber.targets.\"" + BLACK_HOLE + "\".connect-timeout)", answer);
        assertTook(givesUpConnectingAfter(), answer);
    }

    private Answer ask(String question) {
        return ask("localhost", gateways.of(client).port(), client, question);
    }

    private Answer ask(String host, int port, String rule, String question) {
        return given().queryParams("host", host, "port", port, "rule", rule, "question", question)
                .get(application.uri("/clients/" + client)).then().statusCode(200).extract().as(Answer.class);
    }

    private static String peer(int port) {
        return "localhost/127.0.0.1:" + port;
    }

    private static void assertServedByItsLoop(Answer answer) {
        assertEquals("fiber ClientResource.ask", answer.thread());
        assertNotNull(answer.carrier(), "not a fiber");
        assertTrue(answer.carrier().startsWith("event-loop-"), answer::toString);
        assertTrue(answer.receivedBy().startsWith("vert.x-eventloop-thread-"), answer::toString);
        assertEquals(answer.receivedBy(), answer.platformThread());
    }

    private static void assertThrown(Class<? extends Exception> exception, Answer answer) {
        assertFalse(answer.failure().isEmpty(), answer::toString);
        assertTrue(answer.failure().getFirst().startsWith(exception.getName() + ": "), answer::toString);
    }

    private void assertTells(String reason, Answer answer) {
        assertTrue(!tellsReason() || answer.failure().stream().anyMatch(text -> text.contains(reason)), answer::toString);
    }

    private static void assertTook(Duration limit, Answer answer) throws InterruptedException {
        TimeBounds.assertTook(limit, BOUND, Duration.ofNanos(answer.tookNanos()));
    }
}
