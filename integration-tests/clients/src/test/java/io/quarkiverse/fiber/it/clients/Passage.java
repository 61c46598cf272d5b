package io.quarkiverse.fiber.it.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What one client and the server say through a {@link Gateway}. */
final class Passage {

    /** Of answers that are longer: how much of it there is before it stops. */
    private static final int HALF = 1000;
    private static final long DRIP_MILLIS = 100;

    private final Gateway gateway;
    private final Socket client;
    private final Behaviour fromTheStart;
    /** The answers that follow have it. */
    private volatile Behaviour ofAnswers;

    Passage(Gateway gateway, Socket client) {
        this.gateway = gateway;
        this.client = client;
        fromTheStart = gateway.behaviour();
    }

    void pass() {
        try (client) {
            if (fromTheStart == Behaviour.ACCEPTS_ONLY) {
                hearOnly();
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), gateway.server())) {
                Thread.ofVirtual().start(() -> passAnswers(server));
                passQuestions(server.getOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // one of them has gone
        }
    }

    private void passQuestions(OutputStream server) throws IOException, InterruptedException {
        InputStream questions = client.getInputStream();
        byte[] bytes = new byte[8192];
        for (int count = questions.read(bytes); count >= 0; count = questions.read(bytes)) {
            if (says(Gateway.STALL, bytes, count)) {
                Behaviour behaviour = gateway.behaviour();
                CountDownLatch end = gateway.end();
                gateway.stalls();
                if (behaviour == Behaviour.DEAF) {
                    end.await();
                    return;
                }
                if (behaviour == Behaviour.SILENCE) {
                    hearOnly();
                    return;
                }
                ofAnswers = behaviour;
            }
            server.write(bytes, 0, count);
        }
    }

    /** Some protocols have two bytes for each character. */
    private static boolean says(String word, byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).replace("\0", "").contains(word);
    }

    private void hearOnly() throws IOException {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void passAnswers(Socket server) {
        try (client) {
            InputStream answers = server.getInputStream();
            int left = HALF;
            byte[] bytes = new byte[8192];
            for (int count = answers.read(bytes); count >= 0; count = answers.read(bytes)) {
                Behaviour behaviour = ofAnswers;
                if (behaviour == null) {
                    client.getOutputStream().write(bytes, 0, count);
                } else if (behaviour == Behaviour.DRIP) {
                    drip(bytes, count);
                } else {
                    int now = Math.min(count, left);
                    client.getOutputStream().write(bytes, 0, now);
                    left -= now;
                    if (left == 0) {
                        stop(behaviour);
                        answers.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            // one of them has gone
        }
    }

    private void drip(byte[] bytes, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            client.getOutputStream().write(bytes[i]);
            Thread.sleep(DRIP_MILLIS);
        }
    }

    private void stop(Behaviour behaviour) throws IOException {
        if (behaviour == Behaviour.RESET) {
            client.setSoLinger(true, 0);
            client.close();
        }
    }
}
