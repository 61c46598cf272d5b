package io.quarkiverse.fiber.runtime.io;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Operations in the bits of {@link SelectionKey}. To the system there are two directions only: which operation stands for one
 * depends on the channel, and changes once a connection is made.
 */
final class Interest {

    static final int INPUT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    static final int OUTPUT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private Interest() {
    }

    /** What a selector has to be asked for. */
    static int ops(SelectableChannel channel, boolean input) {
        if (input) {
            return channel instanceof ServerSocketChannel ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
        }
        return channel instanceof SocketChannel socket && !socket.isConnected() ? SelectionKey.OP_CONNECT
                : SelectionKey.OP_WRITE;
    }

    /** The same for both directions. */
    static int ops(SelectableChannel channel, int interest) {
        return ((interest & INPUT) == 0 ? 0 : ops(channel, true)) | ((interest & OUTPUT) == 0 ? 0 : ops(channel, false));
    }

    /** Both operations of each direction. */
    static int directions(int ops) {
        return ((ops & INPUT) == 0 ? 0 : INPUT) | ((ops & OUTPUT) == 0 ? 0 : OUTPUT);
    }
}
