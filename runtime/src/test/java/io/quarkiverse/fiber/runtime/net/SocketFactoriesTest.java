package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramSocket;
import java.net.DatagramSocketImpl;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.runtime.scheduler.ForkedJvm;

/** An application that has its sockets made by a factory keeps it; each JVM takes one only, hence one of our own. */
class SocketFactoriesTest {

    @Test
    void factoriesOfTheApplicationMakeItsSockets() throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(Factories.class,
                List.of(ForkedJvm.OPEN_JAVA_LANG, ForkedJvm.OPEN_JAVA_NET, ForkedJvm.OPEN_SUN_NIO_CH));
        assertEquals("Socket Socket ServerSocket, made: 4", result.lastLine(), result.output());
    }

    static final class Factories {

        private static HookedIo hooked;
        private static int made;

        @SuppressWarnings("deprecation")
        public static void main(String[] arguments) throws Exception {
            hooked = new HookedIo(Row.PLATFORM);
            Socket.setSocketImplFactory(Factories::make);
            ServerSocket.setSocketFactory(Factories::make);
            DatagramSocket.setDatagramSocketImplFactory(Factories::makeNothing);
            Socket[] sockets = { hooked.socket(), HookedSockets.open(hooked.io, Proxy.NO_PROXY) };
            for (Socket socket : sockets) {
                socket.setSoTimeout(1); // makes the implementation
            }
            ServerSocket listener = HookedSockets.listener(hooked.io);
            listener.setSoTimeout(1);
            try {
                HookedSockets.datagrams(hooked.io, null).close();
            } catch (NullPointerException e) { // what the JDK says to a factory that makes nothing
            }
            System.out.println(sockets[0].getClass().getSimpleName() + " " + sockets[1].getClass().getSimpleName() + " "
                    + listener.getClass().getSimpleName() + ", made: " + made);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static SocketImpl make() {
            made++;
            return new HookedSocketImpl(hooked.io);
        }

        private static DatagramSocketImpl makeNothing() {
            made++;
            return null;
        }
    }
}
