package io.quarkiverse.fiber.test.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.NonBlocking;

/** Fibers that are always runnable share the loop with HTTP. */
class FullRunQueueTest {

    private static final Duration BUDGET = Duration.ofMillis(5);
    private static final int STORMING_FIBERS = 50;
    private static final int REQUESTS = 200;

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "1")
            .overrideConfigKey("quarkus.fiber.drain-budget", "5ms")
            .withApplicationRoot(jar -> jar.addClasses(Resource.class));

    @Inject
    FiberScheduler scheduler;

    @TestHTTPResource
    URL url;

    @Test
    void reactiveEndpointAnswersWithinFourBudgets() throws Exception {
        assertAnswersWithinFourBudgets("/reactive", false);
    }

    @Test
    void newConnectionsAreAcceptedWithinFourBudgets() throws Exception {
        assertAnswersWithinFourBudgets("/reactive", true);
    }

    /** Its fiber has to wait for each of the others once. */
    @Test
    void fiberOfARequestIsNotPassedByThoseThatAreAlwaysRunnable() throws Exception {
        assertAnswersWithinFourBudgets("/hooked", false);
    }

    private void assertAnswersWithinFourBudgets(String path, boolean connectEachTime) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch storming = new CountDownLatch(STORMING_FIBERS);
        CountDownLatch ended = new CountDownLatch(STORMING_FIBERS);
        for (int i = 0; i < STORMING_FIBERS; i++) {
            scheduler.start(() -> {
                storming.countDown();
                while (!stop.get()) {
                    Thread.yield();
                }
                ended.countDown();
            });
        }
        assertTrue(storming.await(5, TimeUnit.SECONDS));
        long[] nanos = new long[REQUESTS];
        Socket connection = connect();
        try {
            for (int i = 0; i < REQUESTS; i++) {
                long started = System.nanoTime();
                if (connectEachTime) {
                    connection.close();
                    connection = connect();
                }
                request(connection, path);
                nanos[i] = System.nanoTime() - started;
            }
        } finally {
            connection.close();
            stop.set(true);
        }
        assertTrue(ended.await(5, TimeUnit.SECONDS));
        Arrays.sort(nanos);
        Duration median = Duration.ofNanos(nanos[REQUESTS / 2]);
        Duration p90 = Duration.ofNanos(nanos[REQUESTS * 9 / 10]);
        assertTrue(p90.compareTo(BUDGET.multipliedBy(4)) <= 0, "p50 " + median + ", p90 " + p90 + ", budget " + BUDGET);
    }

    private Socket connect() throws IOException {
        Socket connection = new Socket(url.getHost(), url.getPort());
        connection.setTcpNoDelay(true);
        return connection;
    }

    private static void request(Socket connection, String path) throws IOException {
        connection.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        InputStream in = connection.getInputStream();
        byte[] buffer = new byte[512];
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\nok") < 0) {
            int read = in.read(buffer);
            assertTrue(read > 0, "the connection was closed: " + answer);
            answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
        }
        assertEquals("HTTP/1.1 200 OK", answer.substring(0, 15));
    }

    @Path("/")
    public static class Resource {

        @GET
        @Path("reactive")
        @NonBlocking
        public String reactive() {
            return "ok";
        }

        @GET
        @Path("hooked")
        @Hooked
        public String hooked() {
            return "ok";
        }
    }
}
