package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.Limits;

/**
 * A {@link Socket} over a {@link HookedSocketImpl}. All it adds is that this knows which timeout the code has given: the JDK
 * says nothing of none, and passes what is left of the others in whole milliseconds, so that it would end early.
 */
final class HookedSocket extends Socket implements FdOwner {

    private final HookedSocketImpl impl;

    /**
     * @param visible what the socket uses: the implementation, or one that goes through a proxy and uses that
     */
    HookedSocket(HookedSocketImpl impl, SocketImpl visible) throws SocketException {
        super(visible);
        this.impl = impl;
    }

    @Override
    public Fd fd() {
        return impl.fd();
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connectWithin(System.nanoTime(), endpoint, Limits.UNSET);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (timeout < 0) {
            throw new IllegalArgumentException("connect: timeout can't be negative");
        }
        connectWithin(System.nanoTime(), endpoint, timeout);
    }

    /**
     * Connects as part of something that has begun before.
     *
     * @param millis {@link Limits#UNSET} where the code has not set a timeout
     */
    void connectWithin(long began, SocketAddress endpoint, int millis) throws IOException {
        if (!(endpoint instanceof InetSocketAddress remote) || isClosed() || isConnected()) {
            super.connect(endpoint, 0); // says what is wrong
            return;
        }
        getSoTimeout(); // makes the descriptor
        int timeout = impl.timeout();
        try {
            super.connect(endpoint, impl.beginConnect(began, remote, millis));
        } catch (SocketTimeoutException e) {
            throw told(e);
        }
        impl.endConnect();
        impl.setTimeout(timeout); // the handshake with a proxy has set others, and says zero for none
    }

    /** The JDK's proxy client does not tell which limit is over, and leaves the socket open. */
    private SocketTimeoutException told(SocketTimeoutException timeout) throws IOException {
        if (timeout.getMessage() != null && !timeout.getMessage().equals(Connects.TIMED_OUT)) {
            return timeout;
        }
        close();
        return impl.connectTimedOut();
    }
}
