package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;
import io.quarkus.test.QuarkusUnitTest;

/** A socket that the JDK makes for itself is hooked, if the configuration says so. */
class JvmSocketsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.jvm-sockets", "true")
            .withApplicationRoot(jar -> jar.addClasses(JdkClients.class));

    @Inject
    IoManager io;

    @Inject
    FiberScheduler scheduler;

    @Test
    void socketOfAUrlIsHooked() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(20_000);
            FutureTask<Object> answer = new FutureTask<>(() -> JdkClients.get(listener.getLocalPort()));
            scheduler.group(FiberScheduler.EVENT_LOOP).start(answer);
            try (Socket server = listener.accept()) {
                server.getInputStream().read(); // it asks
                String peer = "localhost/127.0.0.1:" + listener.getLocalPort();
                assertEquals(1, io.descriptors().stream().filter(fd -> fd.peer().equals(peer)).count());
                server.getOutputStream().write("nonsense\r\n\r\n".getBytes());
            }
            ExecutionException failed = assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
            assertInstanceOf(IOException.class, failed.getCause());
        }
    }
}
