package io.quarkiverse.fiber.it.guide;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.fiber.IoManager;

/** Waits for one channel. */
@ApplicationScoped
public class Awaiting {

    @Inject
    IoManager io;

    // tag::await[]
    String ask(SocketAddress server, String question, Duration timeout) throws IOException, InterruptedException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.configureBlocking(false); // <1>
            channel.connect(server);
            channel.write(StandardCharsets.UTF_8.encode(question));
            ByteBuffer answer = ByteBuffer.allocate(1500);
            while (channel.read(answer) == 0) { // <2>
                if (io.await(channel, SelectionKey.OP_READ, timeout) == 0) { // <3>
                    throw new SocketTimeoutException("No answer after " + timeout);
                }
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString();
        }
    }
    // end::await[]

    // tag::connect[]
    SocketChannel connect(SocketAddress server, Duration timeout) throws IOException, InterruptedException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (!channel.connect(server)) {
                if (io.await(channel, SelectionKey.OP_CONNECT, timeout) == 0) {
                    throw new SocketTimeoutException("No connection after " + timeout);
                }
                channel.finishConnect(); // <1>
            }
            return channel;
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }
    // end::connect[]
}
