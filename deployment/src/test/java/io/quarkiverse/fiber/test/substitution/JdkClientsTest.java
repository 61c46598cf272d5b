package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import javax.naming.CommunicationException;
import javax.net.ssl.SSLServerSocket;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.FiberScheduler;
import io.quarkiverse.fiber.IoManager;
import io.quarkus.test.QuarkusUnitTest;

/** What the JDK has over sockets, in an application. */
class JdkClientsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.naming.enable-jndi", "true")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".match", "localhost")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".connect-timeout", "3s")
            .withApplicationRoot(jar -> jar.addClasses(JdkClients.class));

    @Inject
    IoManager io;

    @Inject
    FiberScheduler scheduler;

    @Test
    void tls() throws Exception {
        try (ServerSocket listener = listener()) {
            try (Socket one = JdkClients.tls(listener.getLocalPort());
                    Socket other = JdkClients.tlsThroughTheGeneralType(listener.getLocalPort())) {
                assertEquals(2, connections(listener));
            }
        }
        try (ServerSocket listener = JdkClients.tlsListener()) {
            assertInstanceOf(SSLServerSocket.class, listener);
            assertEquals("io.quarkiverse.fiber.runtime.net.TlsServerSocket", listener.getClass().getName());
        }
    }

    @Test
    void limitsOfUrls() throws Exception {
        for (String protocol : List.of("http", "https")) {
            URLConnection connection = JdkClients.url(protocol);
            assertEquals(3_000, connection.getConnectTimeout());
        }
    }

    @Test
    void ldapOnAFiber() throws Exception {
        try (ServerSocket listener = listener()) {
            FutureTask<Object> context = new FutureTask<>(() -> JdkClients.ldap(listener.getLocalPort()));
            scheduler.group(FiberScheduler.EVENT_LOOP).start(context);
            try (Socket server = listener.accept()) {
                server.getInputStream().read(); // it asks to be let in
                assertEquals(1, connections(listener));
            }
            ExecutionException failed = assertThrows(ExecutionException.class, () -> context.get(20, TimeUnit.SECONDS));
            assertInstanceOf(CommunicationException.class, failed.getCause());
        }
    }

    /** With hooked sockets as well: the test is a part of the application. */
    private static ServerSocket listener() throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(20_000);
        return listener;
    }

    /** How many there are to it that are hooked. */
    private long connections(ServerSocket listener) {
        String peer = "localhost/127.0.0.1:" + listener.getLocalPort();
        return io.descriptors().stream().filter(fd -> fd.peer().equals(peer)).count();
    }
}
