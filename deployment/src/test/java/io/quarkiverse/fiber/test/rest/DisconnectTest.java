package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

/** Statement 75: a client that goes away, with {@code quarkus.fiber.cancel-on-disconnect}. */
class DisconnectTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.fiber.cancel-on-disconnect", "true")
            .setLogRecordPredicate(log -> log.getLevel().intValue() >= Level.SEVERE.intValue())
            .assertLogRecords(log -> assertEquals(List.of(), log.stream().map(line -> line.getMessage()).toList()))
            .withApplicationRoot(jar -> jar.addClasses(Forsaken.class, Client.class, Waits.class, Silence.class));

    @TestHTTPResource("/forsaken/")
    URI uri;

    @Inject
    Forsaken.Events events;

    @Inject
    FiberScheduler fibers;

    @Inject
    IoManager io;

    @Inject
    Vertx vertx;

    @BeforeEach
    void forget() {
        awaitNothingIsLeft();
        events.rolledBack().clear();
        events.requestsEnded().clear();
    }

    @ParameterizedTest
    @CsvSource({ "read, FiberCancelledException", "sleep, InterruptedException", "lock, InterruptedException",
            "pool, SQLException" })
    void C75_waitEndsAndWhatItHeldIsReleased(String wait, String exception) throws Exception {
        int before = events.started();
        int answers = events.answers();
        try (Client client = new Client(uri.resolve(wait))) {
            awaitWaiting(before + 1);
        }
        awaitNothingIsLeft();
        assertEquals(List.of(exception + " of " + wait), List.copyOf(events.rolledBack()));
        assertEquals(List.of(wait), List.copyOf(events.requestsEnded()));
        assertEquals(answers, events.answers(), "an answer to nobody");
    }

    @ParameterizedTest
    @CsvSource({ "read, FiberCancelledException", "sleep, InterruptedException" })
    void C75_resetOfAStreamOfHttp2DoesTheSameAndLeavesTheConnection(String wait, String exception) throws Exception {
        HttpClient client = http2();
        try {
            int before = events.started();
            HttpClientRequest request = request(client, wait);
            request.send();
            awaitWaiting(before + 1);
            request.reset();
            awaitNothingIsLeft();
            assertEquals(List.of(exception + " of " + wait), List.copyOf(events.rolledBack()));
            assertEquals(List.of(wait), List.copyOf(events.requestsEnded()));
            assertEquals("answer", answer(client));
        } finally {
            client.close();
        }
    }

    /** HTTP/2 tells of the end of a stream also where there was an answer. */
    @Test
    void answeredRequestIsNotCancelled() throws Exception {
        get(uri.resolve("answered")).then().statusCode(200).body(equalTo("answer"));
        HttpClient client = http2();
        try {
            assertEquals("answer", answer(client));
        } finally {
            client.close();
        }
        await().atMost(SOON).until(() -> events.requestsEnded().size() == 2);
    }

    @Test
    void C75_stormLeavesNothingBehind() throws Exception {
        storm(300);
    }

    @Tag("stress")
    @Test
    void C75_longStormLeavesNothingBehind() throws Exception {
        storm(10_000);
    }

    /** Clients go away at once, after a while and while their requests wait; in an orderly way, and not. */
    private void storm(int requests) throws Exception {
        String[] waits = { "read", "sleep", "lock", "pool" };
        new Client(uri.resolve("read")).close();
        awaitNothingIsLeft();
        int descriptors = openDescriptors();
        Deque<Client> open = new ArrayDeque<>();
        for (int i = 0; i < requests; i++) {
            Client client = new Client(uri.resolve(waits[i % waits.length]));
            open.add(i % 3 == 0 ? client.abortive() : client);
            int atATime = i % 50;
            while (open.size() > atATime) {
                open.remove().close();
            }
        }
        while (!open.isEmpty()) {
            open.remove().close();
        }
        awaitNothingIsLeft();
        await().atMost(SOON).untilAsserted(() -> assertTrue(openDescriptors() <= descriptors + 10,
                openDescriptors() + " descriptors, " + descriptors + " before"));
        get(uri.resolve("answered")).then().statusCode(200);
    }

    private void awaitWaiting(int started) {
        await().atMost(SOON).until(() -> events.started() == started
                && fibers.fibers().stream().anyMatch(fiber -> fiber.waiting().isPresent()));
    }

    /** The connections of other test clients are hooked too. */
    private void awaitNothingIsLeft() {
        await().atMost(SOON).untilAsserted(() -> {
            assertEquals(List.of(), List.copyOf(fibers.fibers()));
            assertEquals(List.of(),
                    io.descriptors().stream().filter(fd -> !fd.peer().endsWith(":" + uri.getPort())).toList());
        });
    }

    private static int openDescriptors() {
        return new File("/proc/self/fd").list().length;
    }

    private HttpClient http2() {
        return vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    private HttpClientRequest request(HttpClient client, String path) throws Exception {
        return client.request(HttpMethod.GET, uri.getPort(), uri.getHost(), uri.resolve(path).getPath())
                .toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private String answer(HttpClient client) throws Exception {
        return request(client, "answered").send().compose(response -> response.body()).map(Object::toString)
                .toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
