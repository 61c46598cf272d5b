package io.quarkiverse.fiber.it.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server and passes on what both sides say, until a client says {@link #SILENCE}. The server hears neither that
 * nor what follows, so that it never answers, while the connection stays open.
 */
final class Gateway {

    static final String SILENCE = "silence";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Semaphore silences = new Semaphore(0);
    private volatile int server;

    Gateway() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void leadsTo(int port) {
        server = port;
    }

    /** Waits until a client has said it, once for each time. */
    void awaitSilence() throws InterruptedException {
        assertTrue(silences.tryAcquire(10, TimeUnit.SECONDS), "no client has said it");
    }

    private void accept() {
        try {
            for (;;) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Socket client) {
        try (client; Socket peer = new Socket(listener.getInetAddress(), server)) {
            Thread.ofVirtual().start(() -> passAnswers(peer, client));
            passQuestions(client.getInputStream(), peer.getOutputStream());
        } catch (IOException e) {
            // one of them has gone
        }
    }

    private static void passAnswers(Socket server, Socket client) {
        try (client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // one of them has gone
        }
    }

    private void passQuestions(InputStream client, OutputStream server) throws IOException {
        byte[] bytes = new byte[8192];
        for (int count = client.read(bytes); count >= 0; count = client.read(bytes)) {
            if (says(SILENCE, bytes, count)) {
                silences.release();
                client.transferTo(OutputStream.nullOutputStream());
                return;
            }
            server.write(bytes, 0, count);
        }
    }

    /** Some protocols have two bytes for each character. */
    private static boolean says(String word, byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).replace("\0", "").contains(word);
    }
}
