package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;

/** A {@link Socket} over a {@link HookedSocketImpl}; all it adds is that a connect without a timeout can be told apart. */
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
        impl.setConnectUnlimited(true);
        try {
            super.connect(endpoint);
        } finally {
            impl.setConnectUnlimited(false);
        }
    }
}
