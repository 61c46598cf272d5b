package io.quarkiverse.fiber.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.List;

import io.quarkiverse.fiber.PollFd;

/** A channel and where its bytes come from. */
final class Bytes implements AutoCloseable {

    private final Pipe pipe;

    Bytes() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    Pipe.SourceChannel source() {
        return pipe.source();
    }

    List<PollFd> forReading() {
        return List.of(new PollFd(source(), SelectionKey.OP_READ));
    }

    void write() throws IOException {
        pipe.sink().write(ByteBuffer.allocate(1));
    }

    void endOutput() throws IOException {
        pipe.sink().close();
    }

    @Override
    public void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}
