package io.quarkiverse.fiber.test.rest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.fiber.Hooked;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;

/** With Netty's native transport a fiber's sockets are watched by the loop of its request, as with NIO. */
@EnabledOnOs(OS.LINUX)
class NativeTransportTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Resource.class))
            .overrideConfigKey("quarkus.vertx.prefer-native-transport", "true")
            .setLogRecordPredicate(log -> log.getLoggerName().endsWith(".FiberIo"))
            .assertLogRecords(log -> assertEquals(
                    List.of("Hooked sockets of fibers are watched by the epoll loops of the native transport"),
                    log.stream().map(line -> line.getMessage()).toList()));

    @Test
    void callOfAFiberNeedsNoThreadBesideItsLoop() throws Exception {
        try (ServerSocket backend = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(backend));
            get("/native/call?port=" + backend.getLocalPort()).then().statusCode(200)
                    .body(equalTo("42, io.netty.channel.epoll"));
            assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                    .filter(name -> name.startsWith("fiber-io")).toList());
        }
    }

    private static void answer(ServerSocket backend) {
        try (Socket peer = backend.accept()) {
            peer.getInputStream().read();
            Thread.sleep(50); // the fiber waits
            peer.getOutputStream().write(42);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Path("/native")
    public static class Resource {

        @Inject
        Vertx vertx;

        @GET
        @Path("/call")
        @Hooked
        public String call(@RestQuery int port) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(1);
                return socket.getInputStream().read() + ", " + transport();
            }
        }

        private String transport() {
            return vertx.nettyEventLoopGroup().next().getClass().getPackageName();
        }
    }
}
