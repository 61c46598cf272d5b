package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;

import io.quarkiverse.fiber.runtime.io.Limits;

/**
 * A {@link Socket} over a {@link HookedSocketImpl}. All it adds is that this knows which timeout the code has given: the JDK
 * says nothing of none, and passes what is left of the others in whole milliseconds, so that it would end early.
 */
final class HookedSocket extends Socket {

    private final HookedSocketImpl impl;

    /**
     * @param visible what the socket uses: the implementation, or one that goes through a proxy and uses that
     */
    HookedSocket(HookedSocketImpl impl, SocketImpl visible) throws SocketException {
        super(visible);
        this.impl = impl;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        impl.beginConnect(Limits.UNSET);
        super.connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        impl.beginConnect(timeout);
        super.connect(endpoint, timeout);
    }
}
