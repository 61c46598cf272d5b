package io.quarkiverse.fiber.it.guide;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.PollFd;

/** Waits for several channels. */
@ApplicationScoped
public class Relay {

    private static final Duration IDLE = Duration.ofMinutes(1);

    @Inject
    IoManager io;

    // tag::poll[]
    /** Passes on what either side sends, until one of them ends or none has said anything for a minute. */
    void relay(SocketChannel one, SocketChannel other) throws IOException, InterruptedException {
        List<PollFd> both = List.of(new PollFd(one, SelectionKey.OP_READ), new PollFd(other, SelectionKey.OP_READ));
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        for (;;) {
            List<PollFd> ready = io.poll(both, IDLE); // <1>
            if (ready.isEmpty()) {
                return;
            }
            for (PollFd fd : ready) {
                boolean more = fd.channel() == one ? pass(one, other, buffer) : pass(other, one, buffer);
                if (!more) {
                    return;
                }
            }
        }
    }

    private boolean pass(SocketChannel from, SocketChannel to, ByteBuffer buffer) throws IOException, InterruptedException {
        int count = from.read(buffer.clear());
        buffer.flip();
        while (buffer.hasRemaining()) {
            if (to.write(buffer) == 0 && io.await(to, SelectionKey.OP_WRITE, IDLE) == 0) { // <2>
                throw new SocketTimeoutException("Nothing can be written to " + to.getRemoteAddress());
            }
        }
        return count >= 0;
    }
    // end::poll[]
}
