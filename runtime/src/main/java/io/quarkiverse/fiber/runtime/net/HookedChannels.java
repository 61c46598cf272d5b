package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** Makes hooked channels, in the ways in which the JDK's are made, and does for them what only the JDK's own can do. */
public final class HookedChannels {

    private HookedChannels() {
    }

    /** As {@code SocketChannel.open()}. */
    public static SocketChannel open(FiberIo io) throws IOException {
        return new HookedSocketChannel(io, SocketChannel.open());
    }

    /** As {@code SocketChannel.open(family)}. */
    public static SocketChannel open(FiberIo io, ProtocolFamily family) throws IOException {
        return new HookedSocketChannel(io, SocketChannel.open(family));
    }

    /** As {@code SocketChannel.open(remote)}. */
    public static SocketChannel connect(FiberIo io, SocketAddress remote) throws IOException {
        SocketChannel channel = switch (Objects.requireNonNull(remote)) {
            case InetSocketAddress inet -> open(io);
            case UnixDomainSocketAddress unix -> open(io, StandardProtocolFamily.UNIX);
            default -> throw new UnsupportedAddressTypeException();
        };
        try {
            channel.connect(remote);
            return channel;
        } catch (Throwable e) {
            try {
                channel.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** As {@code ServerSocketChannel.open()}. */
    public static ServerSocketChannel listener(FiberIo io) throws IOException {
        return new HookedServerSocketChannel(io, ServerSocketChannel.open());
    }

    /** As {@code ServerSocketChannel.open(family)}. */
    public static ServerSocketChannel listener(FiberIo io, ProtocolFamily family) throws IOException {
        return new HookedServerSocketChannel(io, ServerSocketChannel.open(family));
    }

    /** As {@code Pipe.open()}. */
    public static Pipe pipe(FiberIo io) throws IOException {
        return new HookedPipe(io);
    }

    /** As {@code DatagramChannel.open()}. */
    public static DatagramChannel datagrams(FiberIo io) throws IOException {
        return hookedIfPossible(io, DatagramChannel.open());
    }

    /** As {@code DatagramChannel.open(family)}. */
    public static DatagramChannel datagrams(FiberIo io, ProtocolFamily family) throws IOException {
        return hookedIfPossible(io, DatagramChannel.open(family));
    }

    /** Where packets cannot be filled, {@link DatagramChannel#socket} could not be hooked. */
    private static DatagramChannel hookedIfPossible(FiberIo io, DatagramChannel channel) throws IOException {
        return JdkDatagrams.available() ? new HookedDatagramChannel(io, channel) : channel;
    }

    // --- selectors: those of the JDK know the channels within

    public static SelectionKey register(SelectableChannel channel, Selector selector, int ops, Object attachment)
            throws ClosedChannelException {
        return channel instanceof HookedChannel hooked ? hooked.keys().register(selector, ops, attachment)
                : channel.register(selector, ops, attachment);
    }

    public static SelectionKey keyFor(SelectableChannel channel, Selector selector) {
        return channel instanceof HookedChannel hooked ? hooked.keys().of(selector) : channel.keyFor(selector);
    }

    public static boolean isRegistered(SelectableChannel channel) {
        return channel instanceof HookedChannel hooked ? hooked.keys().areThere() : channel.isRegistered();
    }

    /** The channel that the application has registered. */
    public static SelectableChannel channelOf(SelectionKey key) {
        return ChannelKeys.hooked(key.channel());
    }

    // --- streams: those of the JDK would exclude each other, because they lock channels that are not its own

    public static InputStream input(ReadableByteChannel channel) {
        return channel instanceof HookedSocketChannel hooked
                ? new ChannelInput(hooked, Channels.newInputStream((SocketChannel) hooked.fd().channel()), () -> Limits.UNSET)
                : Channels.newInputStream(channel);
    }

    public static OutputStream output(WritableByteChannel channel) {
        return channel instanceof HookedSocketChannel hooked ? new ChannelOutput(hooked) : Channels.newOutputStream(channel);
    }

    /** After the stop of the application. */
    public static void stop() {
        ChannelKeys.forgetAll();
    }
}
