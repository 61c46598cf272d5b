package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An HTTP server whose answer to {@code GET /hello} is "hello is heard", and to a {@code POST} what it was sent. */
final class HttpEcho {

    private static final int BACKLOG = 256;

    private HttpEcho() {
    }

    static Server start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        http.createContext("/", HttpEcho::answer);
        http.setExecutor(Thread::startVirtualThread);
        http.start();
        return new Server(http.getAddress().getPort(), () -> http.stop(0));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = exchange.getRequestMethod().equals("POST") ? exchange.getRequestBody().readAllBytes()
                    : (exchange.getRequestURI().getPath().substring(1) + " is heard").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
