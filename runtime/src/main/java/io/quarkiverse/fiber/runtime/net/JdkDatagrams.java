package io.quarkiverse.fiber.runtime.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;

import org.jboss.logging.Logger;

/**
 * Makes sockets without one of the JDK's behind them, and fills packets as the JDK does: no public method sets the length of
 * what was received and leaves the room for the next.
 * <p>
 * The only class that knows the JDK's private fields for it, as they are in JDK 25. Where {@code java.base/java.net} is not
 * open to it, or has changed, datagram sockets are the JDK's own, with one warning.
 */
final class JdkDatagrams {

    private static final Logger LOG = Logger.getLogger(JdkDatagrams.class);

    private static final SocketAddress NO_DELEGATE;
    private static final VarHandle ROOM;
    private static final VarHandle LENGTH;

    static {
        SocketAddress noDelegate = null;
        VarHandle room = null;
        VarHandle length = null;
        try {
            Lookup sockets = MethodHandles.privateLookupIn(DatagramSocket.class, MethodHandles.lookup());
            noDelegate = (SocketAddress) sockets
                    .findStaticVarHandle(DatagramSocket.class, "NO_DELEGATE", SocketAddress.class).get();
            Lookup packets = MethodHandles.privateLookupIn(DatagramPacket.class, MethodHandles.lookup());
            length = packets.findVarHandle(DatagramPacket.class, "length", int.class);
            room = packets.findVarHandle(DatagramPacket.class, "bufLength", int.class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warnf("Datagram sockets are not hooked, because the JDK does not let in quarkus-fiber (run with"
                    + " --add-opens=java.base/java.net=ALL-UNNAMED on JDK 25): %s", e);
        }
        NO_DELEGATE = noDelegate;
        ROOM = room;
        LENGTH = length;
    }

    private JdkDatagrams() {
    }

    static boolean available() {
        return ROOM != null;
    }

    /** What a socket is bound to that overrides all methods. */
    static SocketAddress noDelegate() {
        return NO_DELEGATE;
    }

    /** How long a datagram the packet has room for. Its monitor is held, here as below. */
    static int room(DatagramPacket packet) {
        return (int) ROOM.get(packet);
    }

    static void received(DatagramPacket packet, int length, SocketAddress sender) {
        LENGTH.set(packet, length);
        packet.setSocketAddress(sender);
    }
}
