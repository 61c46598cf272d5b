package io.quarkiverse.fiber.runtime.net;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The application's keys of one hooked channel. They are keys of the channel within, because the JDK's selectors take no other
 * than its own; but that has keys at loops too, which the application must not see.
 */
final class ChannelKeys {

    /**
     * By the channels within: who has registered a channel may keep nothing of it but the key. As with the JDK's, it stays open
     * until it is closed.
     */
    private static final Map<SelectableChannel, SelectableChannel> REGISTERED = new ConcurrentHashMap<>();

    private final SelectableChannel hooked;
    private final SelectableChannel within;
    private final List<SelectionKey> keys = new ArrayList<>();

    ChannelKeys(SelectableChannel hooked, SelectableChannel within) {
        this.hooked = hooked;
        this.within = within;
    }

    /** The hooked channel of a key's; the same if there is none. */
    static SelectableChannel hooked(SelectableChannel within) {
        return REGISTERED.isEmpty() ? within : REGISTERED.getOrDefault(within, within);
    }

    SelectionKey register(Selector selector, int ops, Object attachment) throws ClosedChannelException {
        if ((ops & ~hooked.validOps()) != 0) {
            throw new IllegalArgumentException();
        }
        if (!hooked.isOpen()) {
            throw new ClosedChannelException();
        }
        synchronized (hooked.blockingLock()) {
            if (hooked.isBlocking()) {
                throw new IllegalBlockingModeException();
            }
            REGISTERED.put(within, hooked);
            try {
                SelectionKey key = within.register(selector, ops, attachment);
                remember(key);
                return key;
            } finally {
                if (!hooked.isOpen()) {
                    forget();
                }
            }
        }
    }

    private synchronized void remember(SelectionKey key) {
        keys.removeIf(known -> !isKnown(known));
        if (!keys.contains(key)) {
            keys.add(key);
        }
    }

    /** A key that was cancelled is known until the next select. */
    private boolean isKnown(SelectionKey key) {
        return within.keyFor(key.selector()) == key;
    }

    synchronized SelectionKey of(Selector selector) {
        for (SelectionKey key : keys) {
            if (key.selector() == selector && isKnown(key)) {
                return key;
            }
        }
        return null;
    }

    synchronized boolean areThere() {
        return keys.stream().anyMatch(this::isKnown);
    }

    synchronized boolean areValid() {
        return keys.stream().anyMatch(SelectionKey::isValid);
    }

    /** After the stop of the application: a channel that it has left open must not keep it. */
    static void forgetAll() {
        REGISTERED.clear();
    }

    /** After the close. */
    void forget() {
        REGISTERED.remove(within);
    }
}
