package io.quarkiverse.fiber.it.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Blocking calls to the backend over connections that are kept; as many as there are calls at a time. */
final class CallPool {

    private final Connector connector;
    private final int port;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    CallPool(Connector connector, int port) {
        this.connector = connector;
        this.port = port;
    }

    interface Connector {

        Socket connect(String host, int port) throws IOException;
    }

    String call() throws IOException {
        Connection connection = idle.pollFirst();
        if (connection == null) {
            connection = new Connection(connector.connect("127.0.0.1", port));
        }
        String answer = connection.call();
        idle.addFirst(connection);
        return answer;
    }

    private static final class Connection {

        private final byte[] request = CallProtocol.request();
        private final byte[] response = new byte[CallProtocol.RESPONSE_LENGTH];
        private final OutputStream out;
        private final DataInputStream in;

        Connection(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
        }

        String call() throws IOException {
            out.write(request);
            in.readFully(response);
            return new String(response, StandardCharsets.US_ASCII);
        }
    }
}
