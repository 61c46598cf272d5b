package io.quarkiverse.fiber.runtime.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;

/** What channels say of addresses before they do anything, so that it comes before an interrupt closes them. */
final class Addresses {

    private Addresses() {
    }

    static void check(SocketAddress remote, boolean unix) {
        Objects.requireNonNull(remote);
        if (unix ? !(remote instanceof UnixDomainSocketAddress) : !(remote instanceof InetSocketAddress)) {
            throw new UnsupportedAddressTypeException();
        }
        if (remote instanceof InetSocketAddress target && target.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
    }
}
