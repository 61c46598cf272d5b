package io.quarkiverse.fiber.it.guide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.NotHooked;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of hooked-io.adoc do what it says. */
@QuarkusTest
@Timeout(60)
@NotHooked // the other side of the examples is no part of the application
class HookedIoExamplesTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Inject
    FiberScheduler fibers;

    @Inject
    Calling calling;

    @Test
    void connect() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK)) {
            Future<String> answer = fibers
                    .submit(() -> calling.ask(LOOPBACK.getHostName(), server.getLocalPort(), "ping"));
            try (Socket peer = server.accept()) {
                assertArrayEquals("ping".getBytes(), peer.getInputStream().readAllBytes());
                peer.getOutputStream().write("pong".getBytes());
            }
            assertEquals("pong", answer.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void resolve() throws Exception {
        assertTrue(fibers.submit(() -> calling.addressesOf("localhost")).get(10, TimeUnit.SECONDS).getFirst()
                .isLoopbackAddress());
    }

    @Test
    void offload() throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();
        byte[] signature = { 1, 2, 3 };
        assertArrayEquals(signature, fibers.submit(() -> calling.sign(new byte[0], () -> {
            thread.set(Thread.currentThread().getName());
            return signature;
        })).get(10, TimeUnit.SECONDS));
        assertTrue(thread.get().startsWith("fiber-offload-"), thread::get);
    }

    @Test
    void hooksAreOff() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
                Socket socket = fibers.submit(() -> calling.plain(LOOPBACK.getHostName(), server.getLocalPort())).get(10,
                        TimeUnit.SECONDS)) {
            assertEquals(Socket.class, socket.getClass());
        }
    }
}
