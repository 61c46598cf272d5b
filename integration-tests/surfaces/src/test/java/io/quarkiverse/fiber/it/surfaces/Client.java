package io.quarkiverse.fiber.it.surfaces;

import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

/** Talks to one WebSocket. */
final class Client implements AutoCloseable {

    private static final long SECONDS = 10;

    private final WebSocketClient client;
    private final WebSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    Client(Vertx vertx, URI server, String path) throws Exception {
        client = vertx.createWebSocketClient();
        ClientWebSocket connection = client.webSocket().textMessageHandler(received::add)
                .binaryMessageHandler(bytes -> received.add(bytes.toString()));
        socket = connection.connect(new WebSocketConnectOptions().setHost(server.getHost())
                .setPort(server.getPort()).setURI(path).putHeader("user", "ann")).toCompletionStage().toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
    }

    void send(String text) {
        socket.writeTextMessage(text);
    }

    void sendBytes(String text) {
        socket.writeBinaryMessage(Buffer.buffer(text));
    }

    String receive() throws InterruptedException {
        return received.poll(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close();
    }
}
