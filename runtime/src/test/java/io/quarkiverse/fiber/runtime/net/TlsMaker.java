package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetSocketAddress;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.quarkiverse.fiber.runtime.hook.SSLContextHooks;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;

/** How a program makes sockets for TLS: with calls of the JDK, or with what these become. */
enum TlsMaker {

    PLAIN {
        @Override
        SSLSocket open(SSLContext context) throws IOException {
            return (SSLSocket) context.getSocketFactory().createSocket();
        }

        @Override
        SSLSocket connect(SSLContext context, String host, int port) throws IOException {
            return (SSLSocket) context.getSocketFactory().createSocket(host, port);
        }

        @Override
        SSLServerSocket listener(SSLContext context) throws IOException {
            return (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, HookedIo.LOOPBACK);
        }
    },

    HOOKS {
        @Override
        SSLSocket open(SSLContext context) throws IOException {
            return (SSLSocket) SocketFactoryHooks.createSocket(context.getSocketFactory());
        }

        @Override
        SSLSocket connect(SSLContext context, String host, int port) throws IOException {
            return (SSLSocket) SocketFactoryHooks.createSocket(context.getSocketFactory(), host, port);
        }

        @Override
        SSLServerSocket listener(SSLContext context) throws IOException {
            return (SSLServerSocket) SSLContextHooks.getServerSocketFactory(context).createServerSocket(0, 50,
                    HookedIo.LOOPBACK);
        }
    },

    /** As {@link #HOOKS}, but each socket is connected after it is made. */
    HOOKS_LATER {
        @Override
        SSLSocket open(SSLContext context) throws IOException {
            return HOOKS.open(context);
        }

        @Override
        SSLSocket connect(SSLContext context, String host, int port) throws IOException {
            SSLSocket socket = open(context);
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        }

        @Override
        SSLServerSocket listener(SSLContext context) throws IOException {
            SSLServerSocket listener = (SSLServerSocket) SSLContextHooks.getServerSocketFactory(context).createServerSocket();
            listener.bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
            return listener;
        }
    };

    abstract SSLSocket open(SSLContext context) throws IOException;

    abstract SSLSocket connect(SSLContext context, String host, int port) throws IOException;

    abstract SSLServerSocket listener(SSLContext context) throws IOException;
}
