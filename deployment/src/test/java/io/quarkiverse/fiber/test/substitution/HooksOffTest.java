package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.Hooked;
import io.quarkiverse.fiber.HookedIo;
import io.quarkus.test.QuarkusUnitTest;

/** {@code quarkus.fiber.hook.enabled=false}: fibers without hooks. */
class HooksOffTest {

    private static final String OFF = "No call is hooked (quarkus.fiber.hook.enabled=false)";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.fiber.hook.enabled", "false")
            .overrideConfigKey("quarkus.fiber.hook.jvm-sockets", "true")
            .withApplicationRoot(jar -> jar.addClasses(Shapes.class, Bean.class))
            .setLogRecordPredicate(record -> record.getLoggerName().contains("substitution"))
            .assertLogRecords(records -> {
                assertEquals(1, records.size());
                assertTrue(records.getFirst().getMessage().startsWith("%s: %s"));
                assertEquals(OFF, records.getFirst().getParameters()[0]);
            });

    @Inject
    Bean bean;

    @Inject
    HookedIo hookedIo;

    @Test
    void callsStay() {
        assertEquals(Socket.class, Shapes.plain().getClass());
    }

    @Test
    void hookedMethodsRunOnFibersWithSocketsOfTheJdk() throws Exception {
        String where = bean.whereAndWhat();
        assertTrue(where.matches("event-loop-\\d+ class java\\.net\\.Socket"), where);
    }

    @Test
    void socketsOfHookedIoAreHooked() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = hookedIo.connect("localhost", listener.getLocalPort())) {
            assertTrue(socket.getClass().getName().startsWith("io.quarkiverse.fiber."), socket.getClass()::getName);
        }
    }

    @Test
    void reportSaysSo() throws Exception {
        assertEquals(OFF + "\n", Files.readString(Path.of("target", "quarkus-fiber", "hooks.txt")));
    }

    @ApplicationScoped
    public static class Bean {

        @Inject
        FiberScheduler scheduler;

        @Hooked
        public String whereAndWhat() throws Exception {
            try (Socket socket = new Socket()) {
                return scheduler.current().orElseThrow().carrier() + " " + socket.getClass();
            }
        }
    }
}
