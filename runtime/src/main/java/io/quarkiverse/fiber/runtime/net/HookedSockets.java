package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.UnknownHostException;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** Makes hooked sockets, for each way in which {@link Socket}, {@link ServerSocket} and {@link DatagramSocket} are made. */
public final class HookedSockets {

    /** How many connections may wait for a listener where the code does not say so, as the JDK has it. */
    public static final int BACKLOG = 50;

    private HookedSockets() {
    }

    /** As {@code new Socket()}: it honours {@code socksProxyHost} and the proxy selector. */
    public static Socket open(FiberIo io) {
        if (JdkFactories.makeSockets()) {
            return new Socket();
        }
        HookedSocketImpl impl = new HookedSocketImpl(io);
        SocketImpl visible = JdkProxies.bySelector(impl);
        return visible == null ? new Socket() : socket(impl, visible);
    }

    /** As {@code new Socket(proxy)}. */
    public static Socket open(FiberIo io, Proxy proxy) {
        if (proxy == null || proxy.type() == Proxy.Type.HTTP) {
            JdkProxies.reportHttp(proxy);
            return new Socket(proxy);
        }
        if (JdkFactories.makeSockets()) {
            return new Socket(proxy);
        }
        HookedSocketImpl impl = new HookedSocketImpl(io);
        SocketImpl visible = proxy.type() == Proxy.Type.DIRECT ? impl : JdkProxies.through(proxy, impl);
        return visible == null ? new Socket(proxy) : socket(impl, visible);
    }

    /**
     * As the constructors of {@link Socket} that take a name: null is the loopback address. The lookup is a part of the
     * connect, and of its limit.
     */
    public static Socket connect(FiberIo io, String host, int port, SocketAddress local) throws IOException {
        return connect(io, host, port, local, Limits.UNSET);
    }

    /**
     * The same with a timeout of the code's.
     *
     * @param millis 0 for none
     */
    public static Socket connect(FiberIo io, String host, int port, SocketAddress local, int millis) throws IOException {
        long began = System.nanoTime();
        if (host == null) {
            return connect(io, new InetSocketAddress(InetAddress.getByName(null), port), local, began, millis);
        }
        InetSocketAddress remote = InetSocketAddress.createUnresolved(host, port);
        Limits limits = io.rules().of(remote);
        UnknownHostException unknown = null;
        try {
            long deadline = Deadlines.since(began, limits.connect(millis));
            remote = new InetSocketAddress(NameLookups.byName(host, deadline), port);
            limits = io.rules().of(remote);
        } catch (UnknownHostException e) {
            unknown = e; // a proxy may know it
        }
        try {
            long limit = limits.connect(millis);
            if (Deadlines.isPast(Deadlines.since(began, limit))) {
                throw SocketErrors.timedOut("Connect timed out", "connect", limit, millis, limits, remote.toString(), began);
            }
            return connect(io, remote, local, began, millis);
        } catch (IOException e) {
            if (unknown != null) {
                e.addSuppressed(unknown);
            }
            throw e;
        }
    }

    /** As the constructors of {@link Socket} that take an address. */
    public static Socket connect(FiberIo io, SocketAddress remote, SocketAddress local) throws IOException {
        return connect(io, remote, local, System.nanoTime(), Limits.UNSET);
    }

    private static Socket connect(FiberIo io, SocketAddress remote, SocketAddress local, long began, int millis)
            throws IOException {
        Socket socket = open(io);
        try {
            if (local != null) {
                socket.bind(local);
            }
            if (socket instanceof HookedSocket hooked) {
                hooked.connectWithin(began, remote, millis);
            } else if (millis == Limits.UNSET) {
                socket.connect(remote);
            } else {
                socket.connect(remote, millis);
            }
            return socket;
        } catch (Throwable e) {
            try {
                socket.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** As {@code new Socket(address, port)} takes an address: null is none. */
    public static InetSocketAddress address(InetAddress address, int port) {
        return new InetSocketAddress(Objects.requireNonNull(address), port);
    }

    /** As {@code new ServerSocket()}. */
    public static ServerSocket listener(FiberIo io) throws IOException {
        return JdkFactories.makeListeners() ? new ServerSocket() : new HookedServerSocket(io);
    }

    /** As {@code new ServerSocket(port, backlog, address)}. */
    public static ServerSocket listener(FiberIo io, int port, int backlog, InetAddress address) throws IOException {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("Port value out of range: " + port);
        }
        ServerSocket listener = listener(io);
        try {
            listener.bind(new InetSocketAddress(address, port), backlog);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** As {@code new DatagramSocket(local)}: null leaves it unbound. */
    public static DatagramSocket datagrams(FiberIo io, SocketAddress local) throws SocketException {
        return makesDatagrams() ? datagrams(io, local, false) : new DatagramSocket(local);
    }

    /** As {@code new MulticastSocket(local)}: null leaves it unbound. */
    public static MulticastSocket multicast(FiberIo io, SocketAddress local) throws IOException {
        return makesDatagrams() ? datagrams(io, local, true) : new MulticastSocket(local);
    }

    private static boolean makesDatagrams() {
        return JdkDatagrams.available() && !JdkFactories.makeDatagrams();
    }

    private static MulticastSocket datagrams(FiberIo io, SocketAddress local, boolean shared) throws SocketException {
        try {
            MulticastSocket socket = new HookedDatagramSocket(io);
            try {
                if (shared) {
                    socket.setReuseAddress(true);
                }
                if (local != null) {
                    socket.bind(local);
                }
                socket.setBroadcast(true);
                return socket;
            } catch (Throwable e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw (SocketException) SocketErrors.translate(e);
        }
    }

    private static Socket socket(HookedSocketImpl impl, SocketImpl visible) {
        try {
            return new HookedSocket(impl, visible);
        } catch (SocketException e) {
            throw new IllegalStateException("The JDK declares it and does not throw it", e);
        }
    }
}
