package io.quarkiverse.fiber;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/**
 * A channel to wait for, or what {@link IoManager#poll} has found about it: {@code struct pollfd} of {@code poll(2)}.
 *
 * @param channel in non-blocking mode; null has the entry ignored, as a negative descriptor in {@code poll(2)}
 * @param interest what to wait for: the sum of operations as in {@link SelectionKey}, {@link SelectionKey#OP_READ},
 *        {@link SelectionKey#OP_WRITE}, {@link SelectionKey#OP_ACCEPT}, {@link SelectionKey#OP_CONNECT}
 * @param ready which of them are possible, or will end in an error at once: the operation itself tells
 * @param closed whether the channel is closed: {@code POLLNVAL}
 */
public record PollFd(SelectableChannel channel, int interest, int ready, boolean closed) {

    /** What to wait for. */
    public PollFd(SelectableChannel channel, int interest) {
        this(channel, interest, 0, false);
    }
}
