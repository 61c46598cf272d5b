package io.quarkiverse.fiber.boot;

import java.net.SocketImpl;

/** How one application has the sockets of the JVM made. */
public interface SocketMaker {

    /** For a socket that takes the proxy which the JDK would choose. */
    SocketImpl socket();

    /** For a socket without a proxy. */
    SocketImpl directSocket();

    SocketImpl listener();
}
