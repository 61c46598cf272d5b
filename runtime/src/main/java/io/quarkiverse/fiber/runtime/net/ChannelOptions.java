package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.HashSet;
import java.util.Set;

/** The options of {@link java.net.SocketImpl} on a channel, with the checks and the values of the JDK's own sockets. */
final class ChannelOptions {

    /** A channel lists it, but only for its adaptor to a socket. */
    private static final String HIDDEN = "SO_OOBINLINE";

    /** Bits of IP_TOS that the system keeps to itself for streams. */
    private static final int CONGESTION = 3;

    private ChannelOptions() {
    }

    static void set(NetworkChannel channel, int option, Object value) throws SocketException {
        try {
            switch (option) {
                case SocketOptions.SO_LINGER -> channel.setOption(StandardSocketOptions.SO_LINGER,
                        Boolean.FALSE.equals(value) ? -1 : integer(value, "SO_LINGER"));
                case SocketOptions.IP_TOS -> channel.setOption(StandardSocketOptions.IP_TOS, integer(value, "IP_TOS"));
                case SocketOptions.TCP_NODELAY -> channel.setOption(StandardSocketOptions.TCP_NODELAY,
                        bool(value, "TCP_NODELAY"));
                case SocketOptions.SO_SNDBUF -> channel.setOption(StandardSocketOptions.SO_SNDBUF,
                        positive(value, "SO_SNDBUF"));
                case SocketOptions.SO_RCVBUF -> channel.setOption(StandardSocketOptions.SO_RCVBUF,
                        positive(value, "SO_RCVBUF"));
                case SocketOptions.SO_KEEPALIVE -> channel.setOption(StandardSocketOptions.SO_KEEPALIVE,
                        bool(value, "SO_KEEPALIVE"));
                case SocketOptions.SO_REUSEADDR -> channel.setOption(StandardSocketOptions.SO_REUSEADDR,
                        bool(value, "SO_REUSEADDR"));
                case SocketOptions.SO_REUSEPORT -> channel.setOption(StandardSocketOptions.SO_REUSEPORT,
                        bool(value, "SO_REUSEPORT"));
                default -> throw new SocketException("Unknown option " + option);
            }
        } catch (UnsupportedOperationException e) {
            throw new SocketException(e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw (SocketException) SocketErrors.translate(e);
        }
    }

    static Object get(NetworkChannel channel, int option) throws SocketException {
        try {
            return switch (option) {
                case SocketOptions.SO_LINGER -> lingerOrFalse(channel);
                case SocketOptions.SO_BINDADDR -> boundTo(channel);
                case SocketOptions.IP_TOS -> channel.getOption(StandardSocketOptions.IP_TOS);
                case SocketOptions.TCP_NODELAY -> channel.getOption(StandardSocketOptions.TCP_NODELAY);
                case SocketOptions.SO_SNDBUF -> channel.getOption(StandardSocketOptions.SO_SNDBUF);
                case SocketOptions.SO_RCVBUF -> channel.getOption(StandardSocketOptions.SO_RCVBUF);
                case SocketOptions.SO_KEEPALIVE -> channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
                case SocketOptions.SO_REUSEADDR -> channel.getOption(StandardSocketOptions.SO_REUSEADDR);
                case SocketOptions.SO_REUSEPORT -> channel.getOption(StandardSocketOptions.SO_REUSEPORT);
                default -> throw new SocketException("Unknown option " + option);
            };
        } catch (UnsupportedOperationException e) {
            throw new SocketException(e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw (SocketException) SocketErrors.translate(e);
        }
    }

    static <T> void set(NetworkChannel channel, SocketOption<T> option, T value) throws IOException {
        requireSupported(channel, option);
        requireType(option, value);
        try {
            channel.setOption(option, value);
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    static <T> T get(NetworkChannel channel, SocketOption<T> option) throws IOException {
        requireSupported(channel, option);
        try {
            return channel.getOption(option);
        } catch (IOException e) {
            throw SocketErrors.translate(e);
        }
    }

    static Set<SocketOption<?>> supported(NetworkChannel channel) {
        Set<SocketOption<?>> options = new HashSet<>(channel.supportedOptions());
        options.removeIf(option -> option.name().equals(HIDDEN));
        return options;
    }

    private static void requireSupported(NetworkChannel channel, SocketOption<?> option) {
        if (!supported(channel).contains(option)) {
            throw new UnsupportedOperationException("'" + option + "' not supported");
        }
    }

    private static void requireType(SocketOption<?> option, Object value) {
        if (!option.type().isInstance(value)) {
            throw new IllegalArgumentException("Invalid value '" + value + "'");
        }
    }

    /** What a channel that has the option would keep, and its checks. */
    static Integer trafficClass(Object value) {
        requireType(StandardSocketOptions.IP_TOS, value);
        Integer trafficClass = (Integer) value;
        if (trafficClass < 0 || trafficClass > 255) {
            throw new IllegalArgumentException("Invalid IP_TOS value");
        }
        return trafficClass & ~CONGESTION;
    }

    private static Object lingerOrFalse(NetworkChannel channel) throws IOException {
        Integer seconds = channel.getOption(StandardSocketOptions.SO_LINGER);
        return seconds < 0 ? Boolean.FALSE : seconds;
    }

    private static InetAddress boundTo(NetworkChannel channel) throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        return local == null ? new InetSocketAddress(0).getAddress() : local.getAddress();
    }

    private static boolean bool(Object value, String name) throws SocketException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw new SocketException("Bad value for " + name);
    }

    private static int integer(Object value, String name) throws SocketException {
        if (value instanceof Integer integer) {
            return integer;
        }
        throw new SocketException("Bad value for " + name);
    }

    private static int positive(Object value, String name) throws SocketException {
        int integer = integer(value, name);
        if (integer <= 0) {
            throw new SocketException(name + " <= 0");
        }
        return integer;
    }
}
