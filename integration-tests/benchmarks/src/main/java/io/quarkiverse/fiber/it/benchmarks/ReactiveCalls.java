package io.quarkiverse.fiber.it.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.util.concurrent.FastThreadLocal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/** The calls of {@link CallPool} without blocking: each event loop has connections of its own. */
final class ReactiveCalls {

    private static final Buffer REQUEST = Buffer.buffer(CallProtocol.request());

    private final NetClient client;
    private final int port;
    private final FastThreadLocal<Deque<Connection>> idle = new FastThreadLocal<>() {
        @Override
        protected Deque<Connection> initialValue() {
            return new ArrayDeque<>();
        }
    };

    ReactiveCalls(Vertx vertx, int port) {
        this.client = vertx.createNetClient();
        this.port = port;
    }

    Uni<String> call() {
        return Uni.createFrom().emitter(answer -> {
            Connection connection = idle.get().pollFirst();
            if (connection != null) {
                connection.call(answer);
            } else {
                client.connect(port, "127.0.0.1").onSuccess(socket -> new Connection(socket, idle.get()).call(answer))
                        .onFailure(answer::fail);
            }
        });
    }

    private static final class Connection {

        private final NetSocket socket;
        private final Deque<Connection> idle;
        private UniEmitter<? super String> answer;
        /** The beginning of a response that comes in pieces. */
        private Buffer received;

        Connection(NetSocket socket, Deque<Connection> idle) {
            this.socket = socket;
            this.idle = idle;
            socket.handler(this::received);
            socket.exceptionHandler(failure -> answer.fail(failure));
        }

        void call(UniEmitter<? super String> answer) {
            this.answer = answer;
            socket.write(REQUEST);
        }

        private void received(Buffer piece) {
            Buffer response = received == null ? piece : received.appendBuffer(piece);
            if (response.length() < CallProtocol.RESPONSE_LENGTH) {
                received = response;
                return;
            }
            received = null;
            idle.addFirst(this);
            answer.complete(response.toString(StandardCharsets.US_ASCII));
        }
    }
}
