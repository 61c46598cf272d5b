package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import io.quarkiverse.fiber.runtime.io.Fd;

/** Waits for the end of a connect over a non-blocking channel. */
final class Connects {

    static final String TIMED_OUT = "Connect timed out";
    static final String OPERATION = "connect";

    private Connects() {
    }

    static void finish(SocketChannel channel, Fd fd, Limit limit) throws IOException {
        boolean connected = false;
        while (!connected) {
            fd.awaitOutput(limit.deadline());
            connected = channel.finishConnect();
            if (!connected && limit.isPast()) {
                throw limit.timedOut(TIMED_OUT, OPERATION, fd);
            }
        }
    }
}
