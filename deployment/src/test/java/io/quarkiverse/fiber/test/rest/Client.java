package io.quarkiverse.fiber.test.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.fiber.NotHooked;

/** A client of HTTP/1.1 that makes one request, and goes away without having read the answer. */
final class Client implements AutoCloseable {

    private final Socket socket;

    @NotHooked
    Client(URI uri) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
            socket.getOutputStream().write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection with a reset instead of an orderly end. */
    Client abortive() throws IOException {
        socket.setSoLinger(true, 0);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
