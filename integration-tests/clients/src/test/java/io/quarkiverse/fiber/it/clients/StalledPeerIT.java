package io.quarkiverse.fiber.it.clients;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many requests at once, through the pool of a client whose peer does not do what it should. */
@EnabledIfSystemProperty(named = "clients.jar", matches = ".+") // is not there before it is packaged
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StalledPeerIT {

    /** All end at the same moment, on one event loop, and each makes exceptions and an answer then. */
    private static final Duration BOUND = Duration.ofMillis(500);
    private static final Duration BOUND_OF_MANY = Duration.ofSeconds(2);
    /** Where nothing but work is done, or much before a write waits. */
    private static final int TIMES_FOR_WORK = 4;
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int SOME = 20;
    private static final int MANY = 200;

    private static final String POSTGRESQL = "postgresql-pool";
    private static final String JEDIS = "jedis-pool";
    private static final String URL_CONNECTION = "url-connection-pool";
    private static final List<String> CLIENTS = List.of(POSTGRESQL, JEDIS, "httpclient5-pool", URL_CONNECTION);
    /** For later requests, and to read the rest of an answer, now and later. */
    private static final int KEPT_BY_THE_JDK = 5 + 1 + 10;

    private static final int LONGER_THAN_HALF = 16 << 10;
    private static final int LONGER_THAN_BUFFERS = 512 << 10;
    /** Those that grow. */
    private static final int LONGER_THAN_ANY_BUFFERS = 5 << 20;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Server> servers = new ArrayList<>();
    private Application application;
    private Gateways gateways;

    /** What ends requests. */
    private enum End {

        /** As application.properties says. */
        RULE("echo", Duration.ofMillis(500), 504, "each request ends at the limit of the target rule"),
        /** As PoolResource says. */
        DEADLINE("echo-in-time", Duration.ofMillis(300), 504, "each request ends at its deadline"),
        RESET("echo", Duration.ZERO, 502, "each request ends at once");

        private final String path;
        private final Duration after;
        private final int status;
        private final String text;

        End(String path, Duration after, int status, String text) {
            this.path = path;
            this.after = after;
            this.status = status;
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private record Outcome(int status, String body, Duration after) {
    }

    @BeforeAll
    void start() throws Exception {
        application = Application.running();
        gateways = application.gateways();
        startFor(POSTGRESQL, Postgres.start());
        startFor(JEDIS, Redis.start());
        Server httpServer = HttpEcho.start();
        startFor("httpclient5-pool", httpServer);
        startFor(URL_CONNECTION, httpServer);
    }

    private void startFor(String client, Server server) {
        servers.add(server);
        gateways.of(client).leadsTo(server.port());
        open(client, 1);
        assertAllEchoed(client, 1); // loads classes
        close(client);
    }

    @AfterAll
    void stop() throws Exception {
        for (Server server : servers) {
            server.stop().close();
        }
    }

    /** Each client with each behaviour, and what ends its requests then. */
    static Stream<Arguments> matrix() {
        return CLIENTS.stream().flatMap(client -> Stream.of(Behaviour.values())
                .filter(behaviour -> behaviour != Behaviour.SILENCE) // of which HALF is the harder case
                .map(behaviour -> Arguments.of(client, behaviour, endOf(client, behaviour))));
    }

    private static End endOf(String client, Behaviour behaviour) {
        return switch (behaviour) {
            case RESET -> End.RESET;
            case DRIP -> End.DEADLINE; // each byte begins a new wait
            case BLACK_HOLE, ACCEPTS_ONLY -> client.equals(POSTGRESQL) ? End.DEADLINE : End.RULE; // it is the pool that connects
            case DEAF -> client.equals(URL_CONNECTION) ? End.DEADLINE : End.RULE; // the JDK has no limit for writes
            default -> End.RULE;
        };
    }

    @ParameterizedTest(name = "{0}: the peer {1}, {2}")
    @MethodSource("matrix")
    void everyRequestEndsInTimeAndLeavesNothing(String client, Behaviour behaviour, End end) throws Exception {
        show(client, behaviour, end, SOME);
    }

    @Tag("stress")
    @ParameterizedTest(name = "{0}: the peer {1}, {2}")
    @MethodSource("matrix")
    void everyOfManyRequestsEndsInTimeAndLeavesNothing(String client, Behaviour behaviour, End end) throws Exception {
        show(client, behaviour, end, MANY);
    }

    /** The rest of the matrix: a deadline ends the waits that a limit would end later. */
    static Stream<Arguments> deadlines() {
        return matrix().filter(cell -> cell.get()[2] == End.RULE)
                .map(cell -> Arguments.of(cell.get()[0], cell.get()[1], End.DEADLINE));
    }

    @Tag("stress")
    @ParameterizedTest(name = "{0}: the peer {1}, {2}")
    @MethodSource("deadlines")
    void everyOfManyRequestsEndsAtItsDeadlineAndLeavesNothing(String client, Behaviour behaviour, End end) throws Exception {
        show(client, behaviour, end, MANY);
    }

    private void show(String client, Behaviour behaviour, End end, int requests) throws Exception {
        open(client, end == End.DEADLINE ? requests / 2 : requests); // the others wait for a connection
        try {
            showOpen(client, behaviour, end, requests);
        } finally {
            close(client);
        }
        assertNothingIsLeft(client);
    }

    private void showOpen(String client, Behaviour behaviour, End end, int requests) throws Exception {
        if (!behaviour.isFromTheStart()) {
            assertAllEchoed(client, requests);
        }
        Gateway gateway = gateways.of(client);
        gateway.behaves(behaviour);
        try {
            List<Outcome> outcomes = ask(client, end.path, Gateway.STALL, lengthFor(client, behaviour), requests);
            outcomes.forEach(outcome -> assertEnded(client, behaviour, end, outcome));
            assertTook(timeOf(client, behaviour, end), boundOf(behaviour, requests), outcomes);
            assertNothingGoesOn(client);
        } finally {
            gateway.heals();
        }
        assertAllEchoed(client, requests);
    }

    /** Only so long that the request, or its answer, comes to a stop: to copy it takes time as well. */
    private static int lengthFor(String client, Behaviour behaviour) {
        if (behaviour != Behaviour.DEAF) {
            return LONGER_THAN_HALF;
        }
        return client.equals(URL_CONNECTION) ? LONGER_THAN_ANY_BUFFERS : LONGER_THAN_BUFFERS;
    }

    private static void assertEnded(String client, Behaviour behaviour, End end, Outcome outcome) {
        boolean told = isTold(client, behaviour, end);
        assertEquals(told ? end.status : 500, outcome.status(), outcome::toString);
        assertTrue(!told || outcome.body().contains(textOf(client, behaviour, end)), outcome::toString);
    }

    /** Where Jedis cannot connect, the reason is none of its causes: REST does not take it for a timeout. */
    private static boolean isTold(String client, Behaviour behaviour, End end) {
        return !(client.equals(JEDIS) && behaviour == Behaviour.BLACK_HOLE && end == End.RULE);
    }

    private static String textOf(String client, Behaviour behaviour, End end) {
        return switch (end) {
            case RESET -> "";
            case DEADLINE -> "(the deadline of " + end.after.toMillis() + " ms of PoolResource.echoInTime has passed)";
            case RULE -> client.equals(URL_CONNECTION) ? "timed out" // more is not known to the JDK
                    : "(quarkus.fiber.targets.\\\"" + client + "\\\"." + switch (behaviour) {
                        case BLACK_HOLE -> "connect-timeout";
                        case DEAF -> "write-timeout";
                        default -> "read-timeout";
                    } + ")";
        };
    }

    /** After a write that has failed Jedis looks whether the server has said why. */
    private static Duration timeOf(String client, Behaviour behaviour, End end) {
        boolean readsToo = client.equals(JEDIS) && behaviour == Behaviour.DEAF && end == End.RULE;
        return readsToo ? end.after.multipliedBy(2) : end.after;
    }

    private void assertNothingGoesOn(String client) {
        await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(PATIENCE).untilAsserted(() -> {
            PoolState state = state(client);
            assertEquals(List.of(), state.fibers());
            assertEquals(0, state.inUse());
        });
    }

    private void assertNothingIsLeft(String client) throws Exception {
        Gateway gateway = gateways.of(client);
        await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(new PoolState(0, List.of(), List.of()), state(client));
            assertTrue(gateway.open() <= (client.equals(URL_CONNECTION) ? KEPT_BY_THE_JDK : 0), gateway.open() + " are open");
        });
        gateway.hangsUp();
    }

    private void assertAllEchoed(String client, int requests) {
        for (Outcome outcome : ask(client, "echo", "hello", LONGER_THAN_HALF, requests)) {
            assertEquals("true", outcome.body());
        }
    }

    private void open(String client, int size) {
        given().queryParams("host", "127.0.0.1", "port", gateways.of(client).port(), "size", size)
                .put(uri(client, "")).then().statusCode(204);
    }

    private void close(String client) {
        delete(uri(client, "")).then().statusCode(204);
    }

    private PoolState state(String client) {
        return get(uri(client, "")).then().statusCode(200).extract().as(PoolState.class);
    }

    private List<Outcome> ask(String client, String path, String word, int length, int requests) {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create(uri(client, "/" + path + "?word=" + word + "&length=" + length))).build();
        List<CompletableFuture<Outcome>> outcomes = Stream.generate(() -> ask(request)).limit(requests).toList();
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Outcome> ask(HttpRequest request) {
        long asked = System.nanoTime();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> new Outcome(response.statusCode(),
                response.body(), Duration.ofNanos(System.nanoTime() - asked)));
    }

    private String uri(String client, String path) {
        return application.uri("/pools/" + client + path);
    }

    private static Duration boundOf(Behaviour behaviour, int requests) {
        Duration bound = requests == MANY ? BOUND_OF_MANY : BOUND;
        return switch (behaviour) {
            case RESET, DEAF -> bound.multipliedBy(TIMES_FOR_WORK);
            default -> bound;
        };
    }

    private static void assertTook(Duration time, Duration bound, List<Outcome> outcomes) throws InterruptedException {
        List<Duration> sorted = outcomes.stream().map(Outcome::after).sorted().toList();
        System.out.println(outcomes.size() + " requests took from " + sorted.getFirst() + " to " + sorted.getLast());
        TimeBounds.assertTook(time, bound, sorted.getLast());
        assertTrue(sorted.getFirst().compareTo(time) >= 0, "early: " + sorted.getFirst() + " instead of " + time);
    }
}
