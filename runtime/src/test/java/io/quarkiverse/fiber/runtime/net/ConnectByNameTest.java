package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statement 71: a lookup counts inside the connect that it is a part of, and has a limit of its own otherwise. */
class ConnectByNameTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final TargetRules RULES = new TargetRules(List.of(),
            new DefaultLimits(CONNECT, Duration.ZERO, Duration.ZERO, Duration.ZERO));

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C71_lookupOfAConnectEndsAtTheLimitOfTheConnectAndIsNotRemembered(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, RULES); TestNames names = new TestNames(LONG)) {
            String name = TestNames.silent();
            Duration took = hooked.run(row, () -> {
                long began = System.nanoTime();
                SocketTimeoutException e = assertThrows(SocketTimeoutException.class,
                        () -> HookedSockets.connect(hooked.io, name, 80, null));
                Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
                assertEquals("Connect timed out after 200 ms: " + name
                        + "/<unresolved>:80 (quarkus.fiber.io.connect-timeout)", Elapsed.cut(e));
                return elapsed;
            });
            TimeBounds.assertTook(CONNECT, BOUND, took);
            names.answer();
            assertEquals(TestNames.addressOf(name), hooked.run(row, () -> InetAddress.getByName(name)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C71_timeOfALookupIsTakenFromTheConnectOnEveryThread(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, RULES); TestNames names = new TestNames(LONG)) {
            assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, () -> HookedSockets.connect(hooked.io, TestNames.slow(), 80, null)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C71_lookupBeforeAConnectHasItsOwnLimit(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, RULES);
                TestNames names = new TestNames(LONG);
                ServerSocket listener = HookedIo.plainListener()) {
            hooked.run(row, () -> {
                Socket socket = hooked.connect(new InetSocketAddress(TestNames.slowLoopback(), listener.getLocalPort()));
                socket.close();
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectByNameReachesTheTarget(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                TestNames names = new TestNames(LONG);
                ServerSocket listener = HookedIo.plainListener()) {
            String name = TestNames.loopback();
            Socket socket = hooked.run(row, () -> HookedSockets.connect(hooked.io, name, listener.getLocalPort(), null));
            assertEquals(name + "/127.0.0.1:" + listener.getLocalPort(), socket.getRemoteSocketAddress().toString());
            socket.close();
        }
    }

    @Test
    void whyTheLookupFailedIsSaid() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); TestNames names = new TestNames(CONNECT)) {
            String name = TestNames.silent();
            UnknownHostException e = hooked.run(Row.EVENT_LOOP, () -> assertThrows(UnknownHostException.class,
                    () -> HookedSockets.connect(hooked.io, name, 80, null)));
            assertEquals(name, e.getMessage(), "as the JDK has it");
            assertTrue(Elapsed.cut(e.getSuppressed()[0]).endsWith("(quarkus.fiber.io.dns-timeout)"), e::toString);
        }
    }
}
