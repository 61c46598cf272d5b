package io.quarkiverse.fiber.test.substitution;

import java.io.IOException;
import java.io.Serializable;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.SocketFactory;

import io.quarkiverse.fiber.NotHooked;

/** Calls that have hooks, in the forms in which compilers of Java leave them. */
public class Shapes {

    @FunctionalInterface
    public interface Sleep {
        void sleep(long millis) throws InterruptedException;
    }

    public interface SerializableSupplier extends Supplier<Socket>, Serializable {
    }

    public static Socket plain() {
        return new Socket();
    }

    /** One constructor call in the arguments of another. */
    public static Socket nested(int port) throws IOException {
        return new Socket(name(new Socket()), port, (InetAddress) null, 0);
    }

    private static String name(Socket unconnected) {
        return unconnected.isConnected() ? "connected" : "localhost";
    }

    /** Branches between the allocation and the constructor call, whose frames have the uninitialized object. */
    public static Socket branching(int port, String host, boolean plain) throws IOException {
        return new Socket(host == null ? "localhost" : host, plain ? port : new Socket(host, port).getPort());
    }

    /** A handler of exceptions in an argument, before which the compiler saves the stack to locals. */
    public static Socket catching(int port, String number) throws IOException {
        return new Socket("localhost", switch (number) {
            case "" -> port;
            default -> {
                try {
                    yield Integer.parseInt(number);
                } catch (NumberFormatException e) {
                    yield port;
                }
            }
        });
    }

    /** The object is not used. */
    public static void unused() throws IOException {
        new ServerSocket(0).close();
        new Socket();
    }

    public static Socket[] inArray() {
        return new Socket[] { new Socket(), null, new Socket() };
    }

    public static Supplier<Socket> constructorReference() {
        return Socket::new;
    }

    public static Supplier<SocketFactory> staticReference() {
        return SocketFactory::getDefault;
    }

    public static Supplier<Socket> lambda() {
        return () -> new Socket();
    }

    public static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    public static DatagramSocket datagrams() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    public static MulticastSocket multicast() throws IOException {
        return new MulticastSocket(0);
    }

    public static Socket fromFactory() throws IOException {
        return SocketFactory.getDefault().createSocket();
    }

    public static void sleep() throws InterruptedException {
        Thread.sleep(1);
        Thread.sleep(1, 1);
        TimeUnit.MILLISECONDS.sleep(1);
    }

    public static List<Sleep> sleepReferences() {
        return List.of(Thread::sleep, TimeUnit.MILLISECONDS::sleep);
    }

    public static SerializableSupplier serializableReference() {
        return Socket::new;
    }

    @NotHooked
    public static Socket notHookedMethod() {
        return new Socket();
    }

    public record Address(String host, int port) {

        public Socket connect() throws IOException {
            return new Socket(host, port);
        }
    }

    /** The static method is inherited: its simple name is compiled as one of this class. */
    public static class Sleeper extends Thread {

        @Override
        public void run() {
            try {
                sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Its own static method only looks like the inherited one. */
    public static class OwnSleep extends Thread {

        public static void sleep(long millis) {
        }

        @Override
        public void run() {
            sleep(1);
        }
    }

    /** A constructor call that is not one of a new object, with one in its arguments that is. */
    public static class SubSocket extends Socket {

        public SubSocket(String host, int port) throws IOException {
            super(host, new Socket(host, port).getPort());
        }

        public SubSocket(SocketImpl impl) throws SocketException {
            super(impl);
        }
    }

    @NotHooked
    public static class NotHookedClass {

        public static Socket plain() {
            return new Socket();
        }
    }
}
