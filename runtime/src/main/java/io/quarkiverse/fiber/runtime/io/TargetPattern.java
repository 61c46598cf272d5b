package io.quarkiverse.fiber.runtime.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

/**
 * Matches hosts and ports: {@code db.internal:5432}, {@code *.internal}, {@code 10.0.0.0/8:1024-65535},
 * {@code [2001:db8::]/32}, {@code *:25}; and the paths of Unix-domain sockets: {@code unix:/run/db.sock}, {@code unix:/run/*}.
 * <p>
 * Names are compared with the name that the code used, addresses and networks with the address it stands for, paths with the
 * absolute one. The order is by specificity: a host, an address or a path first, then wildcards by the length of what is fixed,
 * then networks by the length of their prefix, then anything; among equal ones the narrower range of ports comes first, then a
 * name before an address.
 */
public final class TargetPattern implements Comparable<TargetPattern> {

    private static final Pattern SYNTAX = Pattern
            .compile(
                    "(?<host>\\[[^\\]]+\\]|[^:/\\[\\]]+)(?:/(?<prefix>\\d{1,3}))?(?::(?<from>\\d{1,5})(?:-(?<to>\\d{1,5}))?)?");
    private static final Pattern UNIX = Pattern.compile("unix:(?<path>/.*|\\*)");
    private static final int LAST_PORT = 65_535;

    private enum Kind {
        HOST,
        PATH,
        WILDCARD,
        PATHS,
        NETWORK,
        ANY
    }

    private final String text;
    private final Kind kind;
    /** A name or path, the fixed end of a wildcard, or what paths begin with; empty for others. */
    private final String name;
    /** Null where names count. */
    private final byte[] address;
    private final int prefix;
    private final int firstPort;
    private final int lastPort;

    private TargetPattern(String text, Kind kind, String name, byte[] address, int prefix, int firstPort, int lastPort) {
        this.text = text;
        this.kind = kind;
        this.name = name;
        this.address = address;
        this.prefix = prefix;
        this.firstPort = firstPort;
        this.lastPort = lastPort;
    }

    /**
     * @throws IllegalArgumentException if the text is none of the forms above
     */
    public static TargetPattern parse(String text) {
        Matcher unix = UNIX.matcher(text.strip());
        if (unix.matches()) {
            return ofPath(text, unix.group("path"));
        }
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not host, *.domain, network/prefix or *, with an optional"
                    + " :port or :first-last, nor unix:/path");
        }
        int from = matcher.group("from") == null ? 0 : Integer.parseInt(matcher.group("from"));
        int to = matcher.group("from") == null ? LAST_PORT
                : matcher.group("to") == null ? from : Integer.parseInt(matcher.group("to"));
        if (from > to || to > LAST_PORT) {
            throw new IllegalArgumentException("'" + text + "' has no valid range of ports");
        }
        String host = matcher.group("host").toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        String prefixText = matcher.group("prefix");
        if (address == null && (prefixText != null || matcher.group("host").startsWith("["))) {
            throw new IllegalArgumentException("'" + text + "' does not begin with an address");
        }
        if (address != null) {
            int bits = address.length * Byte.SIZE;
            int prefix = prefixText == null ? bits : Integer.parseInt(prefixText);
            if (prefix > bits) {
                throw new IllegalArgumentException("'" + text + "' has a prefix of more than " + bits + " bits");
            }
            return new TargetPattern(text, prefix == bits ? Kind.HOST : Kind.NETWORK, "", masked(address, prefix), prefix, from,
                    to);
        }
        if (host.equals("*")) {
            return new TargetPattern(text, Kind.ANY, "", null, 0, from, to);
        }
        boolean wildcard = host.startsWith("*.");
        String name = wildcard ? host.substring(1) : host;
        if (name.indexOf('*') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has a * that is not the first label");
        }
        return new TargetPattern(text, wildcard ? Kind.WILDCARD : Kind.HOST, name, null, 0, from, to);
    }

    private static TargetPattern ofPath(String text, String path) {
        int wildcard = path.indexOf('*');
        if (wildcard >= 0 && wildcard < path.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' has a * that is not at the end");
        }
        return wildcard < 0 ? new TargetPattern(text, Kind.PATH, path, null, 0, 0, LAST_PORT)
                : new TargetPattern(text, Kind.PATHS, path.substring(0, wildcard), null, 0, 0, LAST_PORT);
    }

    boolean matches(SocketAddress target) {
        return switch (target) {
            case InetSocketAddress host -> matches(host);
            case UnixDomainSocketAddress socket -> matches(socket.getPath().toAbsolutePath().normalize().toString());
            default -> false;
        };
    }

    private boolean matches(String path) {
        return switch (kind) {
            case PATH -> path.equals(name);
            case PATHS -> path.startsWith(name);
            case ANY -> firstPort == 0 && lastPort == LAST_PORT;
            default -> false;
        };
    }

    private boolean matches(InetSocketAddress target) {
        if (target.getPort() < firstPort || target.getPort() > lastPort) {
            return false;
        }
        if (address != null) {
            InetAddress asked = target.getAddress();
            byte[] bytes = asked == null ? null : asked.getAddress();
            return bytes != null && bytes.length == address.length && Arrays.equals(masked(bytes, prefix), address);
        }
        String host = target.getHostString();
        return switch (kind) {
            case HOST -> host.equalsIgnoreCase(name);
            case WILDCARD -> host.length() > name.length() && host.toLowerCase(Locale.ROOT).endsWith(name);
            case ANY -> true;
            default -> false;
        };
    }

    /** Whether some target matches both, and neither is more specific. */
    boolean competesWith(TargetPattern other) {
        return compareTo(other) == 0 && name.equals(other.name) && Arrays.equals(address, other.address)
                && firstPort <= other.lastPort && other.firstPort <= lastPort;
    }

    /** The more specific one first. */
    @Override
    public int compareTo(TargetPattern other) {
        int order = kind.compareTo(other.kind);
        if (order == 0) {
            order = switch (kind) {
                case WILDCARD, PATHS -> Integer.compare(other.name.length(), name.length());
                case NETWORK -> Integer.compare(other.prefix, prefix);
                default -> 0;
            };
        }
        if (order == 0) {
            order = Integer.compare(lastPort - firstPort, other.lastPort - other.firstPort);
        }
        return order == 0 ? Boolean.compare(address != null, other.address != null) : order;
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = address.clone();
        for (int bit = prefix; bit < masked.length * Byte.SIZE; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return masked;
    }

    @Override
    public String toString() {
        return text;
    }
}
