package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.HttpsURLConnectionHooks;
import io.quarkiverse.fiber.runtime.hook.URLConnectionHooks;
import io.quarkiverse.fiber.runtime.hook.URLHooks;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Connections of URLs, whose sockets the JDK makes itself. */
class UrlConnectionTest {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration DEFAULT = Duration.ofSeconds(7);

    @ParameterizedTest
    @ValueSource(strings = { "http", "https" })
    void answerThatDoesNotComeEndsAfterTheLimitOfTheTargetAndKeepsNoCarrier(String protocol) throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, rules(false));
                HooksInUse use = new HooksInUse(hooked.io);
                ServerSocket silent = HookedIo.plainListener()) {
            Callable<Object> get = () -> URLHooks.openStream(url(protocol, silent.getLocalPort()));
            hooked.run(Row.EVENT_LOOP, Failure.of(get)); // loads classes
            long began = System.nanoTime();
            var waiting = hooked.start(Row.EVENT_LOOP, Failure.of(get)).parked();
            hooked.run(Row.EVENT_LOOP, () -> "another fiber of the carrier");
            assertEquals(false, waiting.future().isDone());
            Failure failure = waiting.get();
            TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(failure.at() - began));
            assertInstanceOf(SocketTimeoutException.class, failure.why());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "https" })
    void connectEndsAfterTheLimitOfTheTarget(String protocol) throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP, rules(false));
                HooksInUse use = new HooksInUse(hooked.io);
                SilentTarget silent = new SilentTarget()) {
            long began = System.nanoTime();
            Failure failure = hooked.run(Row.EVENT_LOOP,
                    Failure.of(() -> URLHooks.openStream(url(protocol, silent.address().getPort()))));
            TimeBounds.assertTook(LIMIT, Duration.ofMillis(150), Duration.ofNanos(failure.at() - began));
            assertInstanceOf(SocketTimeoutException.class, failure.why());
        }
    }

    @Test
    void whatTheCodeSetsCountsAsForSockets() throws Exception {
        assertEquals(List.of(100, 100), timeouts(Row.EVENT_LOOP, rules(false), "localhost", -1), "nothing: the rule");
        assertEquals(List.of(5000, 5000), timeouts(Row.EVENT_LOOP, rules(false), "localhost", 5000));
        assertEquals(List.of(100, 100), timeouts(Row.EVENT_LOOP, rules(false), "localhost", 0), "none: the rule");
        assertEquals(List.of(100, 100), timeouts(Row.EVENT_LOOP, rules(true), "localhost", 5000), "the smaller one");
        assertEquals(List.of(100, 100), timeouts(Row.EVENT_LOOP, rules(false), "10.1.2.3", -1), "an address");
        assertEquals(List.of(7000, 7000), timeouts(Row.EVENT_LOOP, rules(false), "elsewhere", -1), "the defaults");
        assertEquals(List.of(0, 0), timeouts(Row.EVENT_LOOP, rules(false), "elsewhere", 0), "none");
        assertEquals(List.of(100, 0), timeouts(Row.PLATFORM, rules(false), "localhost", -1), "reads on fibers only");
    }

    /** Of the connect and of reads, where the code sets this, or nothing if it is negative. */
    private static List<Integer> timeouts(Row row, TargetRules rules, String host, int millis) throws Exception {
        try (HookedIo hooked = new HookedIo(row, rules); HooksInUse use = new HooksInUse(hooked.io)) {
            return hooked.run(row, () -> {
                URLConnection connection = URLHooks.openConnection(URI.create("http://" + host + "/").toURL());
                if (millis >= 0) {
                    URLConnectionHooks.setConnectTimeout(connection, millis);
                    URLConnectionHooks.setReadTimeout(connection, millis);
                }
                return List.of(connection.getConnectTimeout(), connection.getReadTimeout());
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void httpsHasHookedSocketsAndKeepsThemForTheNextRequest(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io); Server server = new Server()) {
            SSLSocketFactory factory = TestCertificate.context().getSocketFactory();
            for (int i = 0; i < 2; i++) {
                String answer = hooked.run(row, () -> {
                    var connection = (HttpsURLConnection) URLHooks.openConnection(url("https", server.port()));
                    HttpsURLConnectionHooks.setSSLSocketFactory(connection, factory);
                    assertSame(factory, HttpsURLConnectionHooks.getSSLSocketFactory(connection));
                    assertEquals(HttpURLConnection.HTTP_OK, connection.getResponseCode());
                    try (InputStream in = connection.getInputStream()) {
                        return new String(in.readAllBytes());
                    }
                });
                assertEquals("hello", answer);
                List<FdInfo> descriptors = hooked.manager.descriptors();
                assertEquals(1, descriptors.size(), descriptors::toString);
                assertEquals("localhost/127.0.0.1:" + server.port(), descriptors.getFirst().peer());
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void httpsHasHookedSocketsWithTheDefaultFactoryToo() throws Exception {
        SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpsURLConnection.setDefaultSSLSocketFactory(TestCertificate.context().getSocketFactory());
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP);
                HooksInUse use = new HooksInUse(hooked.io);
                Server server = new Server()) {
            assertEquals("hello", hooked.run(Row.EVENT_LOOP,
                    () -> new String(URLHooks.openStream(url("https", server.port())).readAllBytes())));
            assertEquals(1, hooked.manager.descriptors().size());
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(before);
        }
    }

    /** The JDK's, with a thread for each request; it counts the connections that it has seen. */
    private static final class Server implements AutoCloseable {

        private final HttpsServer server = HttpsServer.create(new InetSocketAddress(HookedIo.LOOPBACK, 0), 0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

        private Server() throws Exception {
            server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context()));
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                clients.add(exchange.getRemoteAddress());
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 5);
                exchange.getResponseBody().write("hello".getBytes());
                exchange.close();
            });
            server.start();
        }

        private int port() {
            return server.getAddress().getPort();
        }

        private int connections() {
            return clients.size();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static URL url(String protocol, int port) throws Exception {
        return URI.create(protocol + "://localhost:" + port + "/").toURL();
    }

    private static TargetRules rules(boolean override) {
        DefaultLimits defaults = new DefaultLimits(DEFAULT, DEFAULT, Duration.ZERO, Duration.ZERO);
        Limits limits = new Limits("slow", LIMIT, LIMIT, null, override, false, defaults);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("localhost"), limits),
                new TargetRules.Rule(TargetPattern.parse("10.0.0.0/8"), limits)), defaults);
    }
}
