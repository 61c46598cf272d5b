package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;

import io.quarkiverse.fiber.runtime.hook.AbstractSelectableChannelHooks;
import io.quarkiverse.fiber.runtime.hook.DatagramChannelHooks;
import io.quarkiverse.fiber.runtime.hook.PipeHooks;
import io.quarkiverse.fiber.runtime.hook.SelectableChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SelectionKeyHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SocketChannelHooks;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** Who makes the channels of a program and registers them, as {@link SocketMaker}. */
interface ChannelMaker {

    ChannelMaker PLAIN = new ChannelMaker() {
    };

    ChannelMaker HOOKS = new ChannelMaker() {

        @Override
        public SocketChannel open() throws IOException {
            return SocketChannelHooks.open();
        }

        @Override
        public SocketChannel connect(SocketAddress remote) throws IOException {
            return SocketChannelHooks.open(remote);
        }

        @Override
        public ServerSocketChannel listener() throws IOException {
            return ServerSocketChannelHooks.open();
        }

        @Override
        public DatagramChannel datagrams() throws IOException {
            return DatagramChannelHooks.open();
        }

        @Override
        public Pipe pipe() throws IOException {
            return PipeHooks.open();
        }

        @Override
        public SelectionKey register(SelectableChannel channel, Selector selector, int ops) throws IOException {
            return SelectableChannelHooks.register(channel, selector, ops);
        }

        @Override
        public SelectableChannel channelOf(SelectionKey key) {
            return SelectionKeyHooks.channel(key);
        }

        @Override
        public boolean isRegistered(SelectableChannel channel) {
            return AbstractSelectableChannelHooks.isRegistered((AbstractSelectableChannel) channel);
        }
    };

    /** Does the same as another, but for what it does otherwise. */
    class Like implements ChannelMaker {

        private final ChannelMaker other;

        Like(ChannelMaker other) {
            this.other = other;
        }

        @Override
        public SocketChannel open() throws IOException {
            return other.open();
        }

        @Override
        public SocketChannel connect(SocketAddress remote) throws IOException {
            return other.connect(remote);
        }

        @Override
        public ServerSocketChannel listener() throws IOException {
            return other.listener();
        }

        @Override
        public DatagramChannel datagrams() throws IOException {
            return other.datagrams();
        }

        @Override
        public Pipe pipe() throws IOException {
            return other.pipe();
        }

        @Override
        public SelectionKey register(SelectableChannel channel, Selector selector, int ops) throws IOException {
            return other.register(channel, selector, ops);
        }

        @Override
        public SelectableChannel channelOf(SelectionKey key) {
            return other.channelOf(key);
        }

        @Override
        public boolean isRegistered(SelectableChannel channel) {
            return other.isRegistered(channel);
        }
    }

    static ChannelMaker hooked(FiberIo io) {
        return new ChannelMaker() {

            @Override
            public SocketChannel open() throws IOException {
                return HookedChannels.open(io);
            }

            @Override
            public SocketChannel connect(SocketAddress remote) throws IOException {
                return HookedChannels.connect(io, remote);
            }

            @Override
            public ServerSocketChannel listener() throws IOException {
                return HookedChannels.listener(io);
            }

            @Override
            public DatagramChannel datagrams() throws IOException {
                return HookedChannels.datagrams(io);
            }

            @Override
            public Pipe pipe() throws IOException {
                return HookedChannels.pipe(io);
            }

            @Override
            public SelectionKey register(SelectableChannel channel, Selector selector, int ops) throws IOException {
                return HookedChannels.register(channel, selector, ops, null);
            }

            @Override
            public SelectableChannel channelOf(SelectionKey key) {
                return HookedChannels.channelOf(key);
            }

            @Override
            public boolean isRegistered(SelectableChannel channel) {
                return HookedChannels.isRegistered(channel);
            }
        };
    }

    default SocketChannel open() throws IOException {
        return SocketChannel.open();
    }

    default SocketChannel connect(SocketAddress remote) throws IOException {
        return SocketChannel.open(remote);
    }

    default ServerSocketChannel listener() throws IOException {
        return ServerSocketChannel.open();
    }

    default DatagramChannel datagrams() throws IOException {
        return DatagramChannel.open();
    }

    default Pipe pipe() throws IOException {
        return Pipe.open();
    }

    default SelectionKey register(SelectableChannel channel, Selector selector, int ops) throws IOException {
        return channel.register(selector, ops);
    }

    default SelectableChannel channelOf(SelectionKey key) {
        return key.channel();
    }

    default boolean isRegistered(SelectableChannel channel) {
        return channel.isRegistered();
    }
}
