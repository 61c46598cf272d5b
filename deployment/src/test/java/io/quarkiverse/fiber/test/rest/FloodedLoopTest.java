package io.quarkiverse.fiber.test.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.NonBlocking;

/** Requests for ever share the loop with fibers. */
class FloodedLoopTest {

    private static final int CONNECTIONS = 4;
    private static final int PIPELINED = 50;
    private static final Duration NAP = Duration.ofMillis(5);
    private static final int NAPS = 100;
    private static final Duration LATE = Duration.ofMillis(30);
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.vertx.event-loops-pool-size", "1")
            .withApplicationRoot(jar -> jar.addClasses(Resource.class));

    @Inject
    FiberScheduler scheduler;

    @TestHTTPResource("/reactive")
    URL url;

    @Test
    void fibersAndTheirTimersGetOn() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        LongAdder answers = new LongAdder();
        LongAdder turns = new LongAdder();
        Duration bound;
        long[] late;
        try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> floods = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    floods.add(clients.submit(() -> flood(stop, answers)));
                }
                scheduler.start(() -> {
                    while (!stop.get()) {
                        turns.increment();
                        Thread.yield();
                    }
                });
                Future<long[]> naps = scheduler.submit(FloodedLoopTest::nap);
                bound = lateness(LATE);
                late = naps.get(SOON.toSeconds(), TimeUnit.SECONDS);
            } finally {
                stop.set(true);
            }
            for (Future<?> flood : floods) {
                flood.get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        }
        Arrays.sort(late);
        assertTrue(late[0] >= 0, "a nap was early by " + -late[0] + " ns");
        Duration median = Duration.ofNanos(late[NAPS / 2]);
        assertTrue(median.compareTo(bound) <= 0, "naps are late by " + median + ", allowed are " + bound);
        assertTrue(turns.sum() >= NAPS, "a fiber came to run " + turns + " times");
        assertTrue(answers.sum() >= CONNECTIONS * PIPELINED, "there were " + answers + " answers");
    }

    private Void flood(AtomicBoolean stop, LongAdder answers) throws IOException {
        byte[] requests = "GET /reactive HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(PIPELINED)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = new byte[64 * 1024];
        try (Socket connection = new Socket(url.getHost(), url.getPort())) {
            connection.setTcpNoDelay(true);
            while (!stop.get()) {
                connection.getOutputStream().write(requests);
                for (int left = PIPELINED; left > 0;) {
                    int read = connection.getInputStream().read(buffer);
                    assertTrue(read > 0, "the connection was closed");
                    for (int i = 0; i < read; i++) {
                        left -= buffer[i] == Resource.ANSWER ? 1 : 0;
                    }
                }
                answers.add(PIPELINED);
            }
        }
        return null;
    }

    private static long[] nap() throws InterruptedException {
        long[] late = new long[NAPS];
        for (int i = 0; i < NAPS; i++) {
            late[i] = lateBy(NAP);
        }
        return late;
    }

    /** The bound, or ten times what a plain sleep is late in the same flood. */
    private static Duration lateness(Duration bound) throws InterruptedException {
        long worst = 0;
        for (int i = 0; i < 10; i++) {
            worst = Math.max(worst, lateBy(Duration.ofMillis(2)));
        }
        return Duration.ofNanos(Math.max(bound.toNanos(), 10 * worst));
    }

    private static long lateBy(Duration nap) throws InterruptedException {
        long started = System.nanoTime();
        Thread.sleep(nap);
        return System.nanoTime() - started - nap.toNanos();
    }

    @Path("/reactive")
    public static class Resource {

        /** In no header. */
        static final char ANSWER = '#';

        @GET
        @NonBlocking
        public String get() {
            return String.valueOf(ANSWER);
        }
    }
}
