package io.quarkiverse.fiber.it.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * All channels of this process, served by the thread that calls: nothing happens between two calls. That thread polls and
 * never waits, so that the server never has to wake it: waking it would be a cost of the server that depends on how fast the
 * load generator is.
 */
final class Poller implements AutoCloseable {

    private final Selector selector = Selector.open();

    private final boolean sharesCore;

    /**
     * @param sharesCore whether something else has to run on this core, which then gets its turn when there is nothing to do
     */
    Poller(boolean sharesCore) throws IOException {
        this.sharesCore = sharesCore;
    }

    /** What is done when a channel is ready. */
    interface Handler {

        void ready() throws IOException;
    }

    void register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, operations, handler);
    }

    void poll() throws IOException {
        if (selector.selectNow(Poller::handle) == 0 && sharesCore) {
            Thread.yield();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private static void handle(SelectionKey key) {
        try {
            ((Handler) key.attachment()).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
