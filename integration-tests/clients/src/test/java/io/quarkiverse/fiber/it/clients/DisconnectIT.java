package io.quarkiverse.fiber.it.clients;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statement 75 with a database: clients go away while their requests are in the middle of a transaction. */
@EnabledIfSystemProperty(named = "clients.jar", matches = ".+") // is not there before it is packaged
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DisconnectIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SIZE = 5;

    /** No target rule is for it. */
    private static Gateway gateway;

    private Application application;
    private Connection observer;
    private int begunBefore;
    private int insertedBefore;

    @BeforeAll
    static void startDatabase() throws Exception {
        gateway = new Gateway();
        gateway.leadsTo(Postgres.start().port());
    }

    @BeforeEach
    void open() throws Exception {
        application = Application.running();
        observer = DriverManager.getConnection("jdbc:postgresql://localhost:" + gateway.server() + "/postgres?user=postgres");
        given().queryParams("host", "localhost", "port", gateway.port(), "size", SIZE).put(uri("")).then().statusCode(204);
        begunBefore = state().begun();
        insertedBefore = state().inserted();
    }

    @AfterEach
    void nothingIsLeftOnceThePoolIsClosed() throws Exception {
        delete(uri("")).then().statusCode(204);
        observer.createStatement().execute("delete from entry");
        observer.close();
        soon().until(() -> gateway.open() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "query", "sleep" })
    void C75_transactionRollsBackAndItsConnectionIsClosedOrGivenBack(String wait) throws Exception {
        int accepted = gateway.accepted();
        Socket client = send(wait, "abandoned", 60);
        awaitInserted(1);
        client.close();

        awaitNothingGoesOn();
        soon().until(() -> count(
                "pg_stat_activity where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()") == 0);
        assertEquals(0, count("entry"));
        insert("abandoned");
        assertEquals(1, count("entry"));
        assertTrue(gateway.accepted() <= accepted + 1, "reconnected more than once");
    }

    /** Who has not got a connection yet costs none. */
    @Test
    void C75_requestThatWaitsForAConnectionCostsNone() throws Exception {
        Deque<Socket> clients = new ArrayDeque<>();
        for (int i = 0; i < SIZE; i++) {
            clients.add(send("query", "user-" + i, 60));
        }
        awaitInserted(SIZE);
        int accepted = gateway.accepted();
        Socket client = send("query", "waiting", 60);
        soon().until(() -> state().fibers() == SIZE + 1);
        client.close();
        soon().until(() -> state().fibers() == SIZE);
        assertEquals(SIZE, state().inUse());
        assertEquals(accepted, gateway.accepted());

        for (Socket each : clients) {
            each.close();
        }
        awaitNothingGoesOn();
        assertEquals(0, count("entry"));
    }

    @Test
    void C75_stormReconnectsAtMostOncePerAbortedQuery() throws Exception {
        storm(100);
    }

    @Tag("stress")
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void C75_longStormReconnectsAtMostOncePerAbortedQuery() throws Exception {
        storm(10_000);
    }

    /** Clients go away while their requests wait for the database, for a connection, and at once. */
    private void storm(int requests) throws Exception {
        int accepted = gateway.accepted();
        for (int sent = 0; sent < requests; sent += 4 * SIZE) {
            Deque<Socket> clients = new ArrayDeque<>();
            int inserted = state().inserted();
            for (int i = 0; i < 4 * SIZE; i++) {
                Socket client = send(i % 3 == 0 ? "sleep" : "query", "storm-" + (sent + i), 60);
                if (i < SIZE) {
                    client.close();
                } else {
                    clients.add(client);
                }
            }
            soon().until(() -> state().inserted() >= inserted + SIZE);
            for (Socket client : clients) {
                client.close();
            }
        }
        awaitNothingGoesOn();
        int aborted = state().begun() - begunBefore;
        int reconnected = gateway.accepted() - accepted;
        System.out.println(requests + " requests, " + aborted + " aborted queries, " + reconnected + " reconnects");
        assertTrue(reconnected <= aborted + SIZE, reconnected + " connections for " + aborted + " queries");
        assertEquals(0, count("entry"));
        for (int i = 0; i < SIZE; i++) {
            insert("after-" + i);
        }
        assertEquals(SIZE, count("entry"));
    }

    private void awaitInserted(int requests) {
        soon().until(() -> state().inserted() == insertedBefore + requests);
    }

    private void awaitNothingGoesOn() {
        soon().untilAsserted(() -> {
            assertEquals(0, state().fibers());
            assertEquals(0, state().inUse());
        });
    }

    private void insert(String name) {
        given().queryParams("name", name, "seconds", 0).post(uri("/query")).then().statusCode(204);
    }

    private int count(String what) throws SQLException {
        try (ResultSet rows = observer.createStatement().executeQuery("select count(*) from " + what)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private TransactionState state() {
        return get(uri("")).then().statusCode(200).extract().as(TransactionState.class);
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).atMost(PATIENCE);
    }

    private Socket send(String wait, String name, int seconds) throws IOException {
        URI uri = URI.create(uri("/" + wait + "?name=" + name + "&seconds=" + seconds));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
        socket.getOutputStream().write(("POST " + uri.getPath() + "?" + uri.getQuery()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String uri(String path) {
        return application.uri("/transactions" + path);
    }
}
