package io.quarkiverse.fiber.test.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Calls of an application, as its JVM runs them after the build. */
class HookedCallsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Shapes.class));

    private ServerSocket listener;

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
    }

    @Test
    void constructorCall() {
        assertHooked(Shapes.plain());
    }

    @Test
    void constructorCallInTheArgumentsOfAnother() throws Exception {
        assertConnected(Shapes.nested(listener.getLocalPort()));
    }

    @Test
    void constructorCallWithBranchesInItsArguments() throws Exception {
        assertConnected(Shapes.branching(listener.getLocalPort(), null, true));
        assertConnected(Shapes.branching(listener.getLocalPort(), "localhost", false));
    }

    @Test
    void constructorCallWithAnExceptionHandlerInItsArguments() throws Exception {
        assertConnected(Shapes.catching(listener.getLocalPort(), ""));
        assertConnected(Shapes.catching(listener.getLocalPort(), "not a number"));
        assertConnected(Shapes.catching(0, "" + listener.getLocalPort()));
    }

    @Test
    void constructorCallWhoseObjectIsDropped() throws Exception {
        Shapes.unused();
    }

    @Test
    void constructorCallsInAnArray() {
        Socket[] sockets = Shapes.inArray();
        assertHooked(sockets[0]);
        assertNull(sockets[1]);
        assertHooked(sockets[2]);
    }

    @Test
    void constructorReference() {
        assertHooked(Shapes.constructorReference().get());
    }

    @Test
    void referenceToAStaticMethod() throws Exception {
        assertHooked(Shapes.staticReference().get().createSocket());
    }

    @Test
    void lambda() {
        assertHooked(Shapes.lambda().get());
    }

    @Test
    void serverSocket() throws Exception {
        try (ServerSocket server = Shapes.server()) {
            assertTrue(server.getClass().getName().startsWith("io.quarkiverse.fiber."), server.getClass().getName());
        }
    }

    @Test
    void datagramSockets() throws Exception {
        try (DatagramSocket datagrams = Shapes.datagrams(); DatagramSocket multicast = Shapes.multicast()) {
            assertEquals("io.quarkiverse.fiber.runtime.net.HookedDatagramSocket", datagrams.getClass().getName());
            assertEquals("io.quarkiverse.fiber.runtime.net.HookedDatagramSocket", multicast.getClass().getName());
        }
    }

    @Test
    void defaultFactory() throws Exception {
        assertHooked(Shapes.fromFactory());
    }

    @Test
    void sleeps() throws Exception {
        long started = System.nanoTime();
        Shapes.sleep();
        for (Shapes.Sleep sleep : Shapes.sleepReferences()) {
            sleep.sleep(1);
        }
        assertTrue(System.nanoTime() - started >= Duration.ofMillis(5).toNanos());
    }

    @Test
    void recordsMethod() throws Exception {
        assertConnected(new Shapes.Address("localhost", listener.getLocalPort()).connect());
    }

    @Test
    void inheritedStaticMethod() throws Exception {
        assertNull(failure(new Shapes.Sleeper()));
    }

    @Test
    void ownStaticMethodThatHidesTheInheritedOneStays() throws Exception {
        assertNull(failure(new Shapes.OwnSleep()));
    }

    @Test
    void constructorOfASubclassStays() throws Exception {
        try (Socket socket = new Shapes.SubSocket("localhost", listener.getLocalPort())) {
            assertEquals(Shapes.SubSocket.class, socket.getClass());
            assertTrue(socket.isConnected());
        }
    }

    @Test
    void serializableReferenceStays() {
        assertPlain(Shapes.serializableReference().get());
    }

    @Test
    void notHookedMethodAndClassStay() {
        assertPlain(Shapes.notHookedMethod());
        assertPlain(Shapes.NotHookedClass.plain());
    }

    private static Throwable failure(Thread thread) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        thread.setUncaughtExceptionHandler((failed, e) -> failure.set(e));
        thread.start();
        thread.join();
        return failure.get();
    }

    private static void assertConnected(Socket socket) throws Exception {
        assertHooked(socket);
        assertTrue(socket.isConnected());
        socket.close();
    }

    private static void assertHooked(Socket socket) {
        assertNotNull(socket);
        assertEquals("io.quarkiverse.fiber.runtime.net.HookedSocket", socket.getClass().getName());
    }

    private static void assertPlain(Socket socket) {
        assertEquals(Socket.class, socket.getClass());
    }
}
