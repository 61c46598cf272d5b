package io.quarkiverse.fiber.test.timeouts;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.fiber.NotHooked;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** An application without any {@code @Hooked}: rules for all threads protect what runs on the worker pool. */
class TimeoutsOnlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".match", "127.0.0.1")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".read-timeout", "200ms")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".write-timeout", "300ms")
            .overrideRuntimeConfigKey("quarkus.fiber.targets.\"peer\".applies-to", "all")
            .withApplicationRoot(jar -> jar.addClasses(Resource.class, Resource.Operation.class));

    @ParameterizedTest
    @CsvSource({
            "worker/read,           executor-thread-\\d+, Read timed out after 200 ms, read-timeout",
            "worker/write,          executor-thread-\\d+, Write timed out after 300 ms, write-timeout",
            "virtual-thread/read,   .*virtual-thread.*,   Read timed out after 200 ms, read-timeout",
            "virtual-thread/write,  .*virtual-thread.*,   Write timed out after 300 ms, write-timeout" })
    void blockingCodeEndsAtTheLimitOfTheRule(String path, String thread, String what, String property) {
        get("/timeouts/" + path).then().statusCode(200).body(matchesPattern(thread + ": " + what
                + ": localhost/127\\.0\\.0\\.1:\\d+ \\(quarkus\\.fiber\\.targets\\.\"peer\"\\." + property
                + "\\), elapsed: \\d+ ms"));
    }

    @Path("/timeouts")
    public static class Resource {

        interface Operation {
            void run(Socket socket) throws IOException;
        }

        @GET
        @Blocking
        @Path("worker/read")
        public String read() throws IOException {
            return timeout(socket -> socket.getInputStream().read());
        }

        @GET
        @Blocking
        @Path("worker/write")
        public String write() throws IOException {
            return timeout(Resource::writeMuch);
        }

        @GET
        @RunOnVirtualThread
        @Path("virtual-thread/read")
        public String readOnAVirtualThread() throws IOException {
            return timeout(socket -> socket.getInputStream().read());
        }

        @GET
        @RunOnVirtualThread
        @Path("virtual-thread/write")
        public String writeOnAVirtualThread() throws IOException {
            return timeout(Resource::writeMuch);
        }

        private static void writeMuch(Socket socket) throws IOException {
            socket.getOutputStream().write(new byte[32 * 1024 * 1024]);
        }

        /** Which thread has waited, and what has ended that. */
        private static String timeout(Operation operation) throws IOException {
            try (ServerSocket peer = silentPeer(); Socket socket = new Socket(peer.getInetAddress(), peer.getLocalPort())) {
                operation.run(socket);
                return "no timeout";
            } catch (SocketTimeoutException e) {
                return Thread.currentThread().getName() + ": " + e.getMessage();
            }
        }

        @NotHooked
        private static ServerSocket silentPeer() throws IOException {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }
}
