package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.net.Socket;

import io.quarkiverse.fiber.NotHooked;

/** The JDK's own sockets, for the contenders that know nothing of fibers. */
@NotHooked
final class PlainSockets {

    private PlainSockets() {
    }

    static Socket connect(String host, int port) throws IOException {
        return new Socket(host, port);
    }
}
