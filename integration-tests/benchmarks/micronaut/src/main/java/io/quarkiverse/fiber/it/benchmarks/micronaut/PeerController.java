package io.quarkiverse.fiber.it.benchmarks.micronaut;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;

import com.sun.management.ThreadMXBean;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.version.VersionUtils;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.netty.channel.epoll.Epoll;

/** The same work as that of P1 and P2, in the way in which those do it. */
@Controller
@Produces(MediaType.TEXT_PLAIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class PeerController {

    private static final int RESPONSE_LENGTH = 64;
    private static final byte[] REQUEST = ("What is the answer?" + ".".repeat(13)).getBytes(StandardCharsets.US_ASCII);

    private final int backend;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    PeerController(@Value("${benchmarks.backend.port}") int backend) {
        this.backend = backend;
    }

    @Get("/hello")
    String hello() {
        return "Hello, fiber";
    }

    @Get("/call")
    String call() throws IOException {
        Connection connection = idle.pollFirst();
        if (connection == null) {
            connection = new Connection(new Socket("127.0.0.1", backend));
        }
        String answer = connection.call();
        idle.addFirst(connection);
        return answer;
    }

    /** As the application says of itself, and on which thread: nothing is compared if the event loop does not carry it. */
    @Get("/server/jvm")
    String jvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", Micronaut "
                + VersionUtils.getMicronautVersion() + ", transport " + (Epoll.isAvailable() ? "native" : "NIO") + ", thread "
                + Thread.currentThread();
    }

    @Get("/server/allocated")
    String allocated() {
        return Long.toString(((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes());
    }

    private static final class Connection {

        private final byte[] response = new byte[RESPONSE_LENGTH];
        private final OutputStream out;
        private final DataInputStream in;

        Connection(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
        }

        String call() throws IOException {
            out.write(REQUEST);
            in.readFully(response);
            return new String(response, StandardCharsets.US_ASCII);
        }
    }
}
