package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** Selectors that take no channel. */
public final class RefusingSelectors extends SelectorProvider {

    static final String WHY = "this selector takes nothing";

    private final SelectorProvider jdk = SelectorProvider.provider();

    @Override
    public AbstractSelector openSelector() throws IOException {
        Selector selector = jdk.openSelector();
        return new AbstractSelector(this) {

            @Override
            protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object attachment) {
                throw new IllegalStateException(WHY);
            }

            @Override
            protected void implCloseSelector() throws IOException {
                selector.close();
            }

            @Override
            public Set<SelectionKey> keys() {
                return selector.keys();
            }

            @Override
            public Set<SelectionKey> selectedKeys() {
                return selector.selectedKeys();
            }

            @Override
            public int selectNow() throws IOException {
                return selector.selectNow();
            }

            @Override
            public int select(long timeout) throws IOException {
                return selector.select(timeout);
            }

            @Override
            public int select() throws IOException {
                return selector.select();
            }

            @Override
            public Selector wakeup() {
                return selector.wakeup();
            }
        };
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return jdk.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return jdk.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return jdk.openPipe();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return jdk.openServerSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return jdk.openSocketChannel();
    }
}
