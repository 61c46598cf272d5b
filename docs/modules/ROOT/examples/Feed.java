package io.quarkiverse.fiber.it.guide;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.FiberGroup;
import io.quarkiverse.fiber.IoManager;

// tag::cancel[]
/** Reads what a server sends, and says good-bye before it hangs up. */
class Feed implements Closeable {

    private final IoManager io;
    private final Socket socket;
    private final Consumer<byte[]> listener;
    private final Fiber reader;
    private volatile boolean closing;

    Feed(String host, int port, FiberGroup fibers, IoManager io, Consumer<byte[]> listener) throws IOException {
        this.io = io;
        this.listener = listener;
        socket = new Socket(host, port); // <1>
        reader = fibers.named("feed").start(this::read);
    }

    private void read() {
        try {
            byte[] buffer = new byte[1024];
            for (int count; !closing && (count = socket.getInputStream().read(buffer)) >= 0;) {
                listener.accept(Arrays.copyOf(buffer, count));
            }
        } catch (FiberCancelledException e) {
            // closing: the socket is still open
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (socket.isClosed()) {
            return;
        }
        try (socket) {
            closing = true;
            do {
                io.cancel(socket, SelectionKey.OP_READ); // <2>
            } while (!reader.join(Duration.ofMillis(10)));
            socket.getOutputStream().write("BYE\n".getBytes(StandardCharsets.US_ASCII)); // <3>
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
// end::cancel[]
