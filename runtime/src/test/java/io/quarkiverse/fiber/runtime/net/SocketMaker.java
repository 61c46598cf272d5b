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

import io.quarkiverse.fiber.runtime.hook.DatagramSocketHooks;
import io.quarkiverse.fiber.runtime.hook.MulticastSocketHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketHooks;
import io.quarkiverse.fiber.runtime.hook.SocketHooks;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** Who makes the sockets of a program: the JDK as here, hooked I/O, or one that does something wrong. */
interface SocketMaker {

    SocketMaker PLAIN = new SocketMaker() {
    };

    /** As substituted calls make them, for the application that runs. */
    SocketMaker HOOKS = new SocketMaker() {

        @Override
        public Socket open() {
            return SocketHooks.create();
        }

        @Override
        public Socket openWithoutProxy() {
            return SocketHooks.create(Proxy.NO_PROXY);
        }

        @Override
        public Socket connect(InetSocketAddress remote) throws IOException {
            return SocketHooks.create(remote.getAddress(), remote.getPort());
        }

        @Override
        public Socket connect(InetSocketAddress remote, InetAddress local) throws IOException {
            return SocketHooks.create(remote.getAddress(), remote.getPort(), local, 0);
        }

        @Override
        public ServerSocket listener() throws IOException {
            return ServerSocketHooks.create();
        }

        @Override
        public ServerSocket listener(int port, int backlog, InetAddress address) throws IOException {
            return ServerSocketHooks.create(port, backlog, address);
        }

        @Override
        public DatagramSocket datagrams(SocketAddress local) throws IOException {
            return DatagramSocketHooks.create(local);
        }

        @Override
        public MulticastSocket multicast(SocketAddress local) throws IOException {
            return MulticastSocketHooks.create(local);
        }

        @Override
        public ChannelMaker channels() {
            return ChannelMaker.HOOKS;
        }
    };

    default Socket open() {
        return new Socket();
    }

    default Socket openWithoutProxy() {
        return new Socket(Proxy.NO_PROXY);
    }

    default Socket connect(InetSocketAddress remote) throws IOException {
        return new Socket(remote.getAddress(), remote.getPort());
    }

    default Socket connect(InetSocketAddress remote, InetAddress local) throws IOException {
        return new Socket(remote.getAddress(), remote.getPort(), local, 0);
    }

    default ServerSocket listener() throws IOException {
        return new ServerSocket();
    }

    default ServerSocket listener(int port, int backlog, InetAddress address) throws IOException {
        return new ServerSocket(port, backlog, address);
    }

    default DatagramSocket datagrams(SocketAddress local) throws IOException {
        return new DatagramSocket(local);
    }

    default MulticastSocket multicast(SocketAddress local) throws IOException {
        return new MulticastSocket(local);
    }

    default ChannelMaker channels() {
        return ChannelMaker.PLAIN;
    }

    static SocketMaker hooked(FiberIo io) {
        return new SocketMaker() {

            @Override
            public ChannelMaker channels() {
                return ChannelMaker.hooked(io);
            }

            @Override
            public Socket open() {
                return HookedSockets.open(io);
            }

            @Override
            public Socket openWithoutProxy() {
                return HookedSockets.open(io, Proxy.NO_PROXY);
            }

            @Override
            public Socket connect(InetSocketAddress remote) throws IOException {
                return HookedSockets.connect(io, remote, null);
            }

            @Override
            public Socket connect(InetSocketAddress remote, InetAddress local) throws IOException {
                return HookedSockets.connect(io, remote, new InetSocketAddress(local, 0));
            }

            @Override
            public ServerSocket listener() throws IOException {
                return HookedSockets.listener(io);
            }

            @Override
            public ServerSocket listener(int port, int backlog, InetAddress address) throws IOException {
                return HookedSockets.listener(io, port, backlog, address);
            }

            @Override
            public DatagramSocket datagrams(SocketAddress local) throws IOException {
                return HookedSockets.datagrams(io, local);
            }

            @Override
            public MulticastSocket multicast(SocketAddress local) throws IOException {
                return HookedSockets.multicast(io, local);
            }
        };
    }
}
