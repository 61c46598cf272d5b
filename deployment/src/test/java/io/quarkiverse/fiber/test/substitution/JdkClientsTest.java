package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

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

    /** JNDI itself is off for ever in a JVM in which an application has run that does not want it, as others of these tests. */
    @Test
    void clientForLdapFindsItsFactoryOnAFiber() throws Exception {
        FutureTask<Class<?>> factory = new FutureTask<>(() -> Class.forName(
                "io.quarkiverse.fiber.runtime.hook.LdapSocketFactory", true, Thread.currentThread().getContextClassLoader()));
        scheduler.group(FiberScheduler.EVENT_LOOP).start(factory);
        assertSame(factory.get(20, TimeUnit.SECONDS).getClassLoader(), scheduler.getClass().getClassLoader());
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
