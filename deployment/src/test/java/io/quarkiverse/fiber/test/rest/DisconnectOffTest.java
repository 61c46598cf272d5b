package io.quarkiverse.fiber.test.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** A client that goes away changes nothing unless the configuration says so. */
class DisconnectOffTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Forsaken.class, Client.class, Waits.class, Silence.class));

    @TestHTTPResource("/forsaken/sleep")
    URI uri;

    @Inject
    Forsaken.Events events;

    @Inject
    FiberScheduler fibers;

    @Test
    void fiberWaitsOn() throws Exception {
        try (Client client = new Client(uri)) {
            await().atMost(SOON).until(() -> events.started() == 1);
        }
        await().atMost(SOON).until(() -> events.response().closed());
        Fiber fiber = fibers.fibers().iterator().next();
        assertFalse(fiber.isCancelled());
        assertTrue(fiber.waiting().isPresent());
        assertEquals(List.of(), List.copyOf(events.rolledBack()));
        fiber.interrupt();
    }
}
