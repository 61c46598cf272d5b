package io.quarkiverse.fiber.it.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

@QuarkusTest
class SocketsTest {

    @Inject
    Vertx vertx;

    @TestHTTPResource
    URI server;

    @Test
    void callbacksOfAHookedClassRunOnFibersWithTheirContexts() throws Exception {
        try (Client client = new Client(vertx, server, "/hooked")) {
            assertEquals("open: fiber HookedSocket.open on event-loop", client.receive());
            client.send("text");
            assertEquals("text ann text TRACE, fiber HookedSocket.text on event-loop",
                    client.receive().replaceFirst("(?!0{32})[0-9a-f]{32}", "TRACE"));
        }
    }

    @Test
    void exceptionReachesTheErrorCallbackWhichIsOnAFiberToo() throws Exception {
        try (Client client = new Client(vertx, server, "/hooked")) {
            client.receive();
            client.send("fail");
            assertEquals("of a callback: fiber HookedSocket.error on event-loop", client.receive());
        }
    }

    @Test
    void callbackThatReturnsAUniRunsOnAFiberToo() throws Exception {
        try (Client client = new Client(vertx, server, "/other")) {
            client.sendBytes("bytes ");
            assertEquals("bytes fiber OtherSocket.uni on event-loop", client.receive());
        }
    }

    @Test
    void withoutTheSwitchOtherCallbacksStayWhereTheyAre() throws Exception {
        try (Client client = new Client(vertx, server, "/other")) {
            client.send("");
            assertEquals("virtual thread", client.receive());
        }
    }
}
