package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An HTTP server whose answer to {@code GET /hello} is "hello is heard". */
final class HttpEcho {

    private HttpEcho() {
    }

    static Server start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", HttpEcho::answer);
        http.start();
        return new Server(http.getAddress().getPort(), () -> http.stop(0));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] answer = (exchange.getRequestURI().getPath().substring(1) + " is heard").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
