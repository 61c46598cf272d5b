package io.quarkiverse.fiber.it.benchmarks.scheduler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * A process that sends a byte to and fro over each of some connections, whose ends are threads of one kind on one carrier, and
 * writes how often a byte has come back in a second.
 */
public final class PingPong {

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(4);

    private final Threads threads;
    /** Each is written by the thread of its connection, at any time read by who counts. */
    private final long[] roundTrips;
    /** Written true by who counts. */
    private volatile boolean over;

    PingPong(Threads threads, int connections) {
        this.threads = threads;
        this.roundTrips = new long[connections];
    }

    /** @param arguments a {@link Threads.Kind}, and how many connections */
    public static void main(String[] arguments) throws Exception {
        PingPong pingPong = new PingPong(Threads.Kind.valueOf(arguments[0]).open(), Integer.parseInt(arguments[1]));
        pingPong.start();
        Thread.sleep(WARM_UP);
        System.out.printf("%.0f%n", pingPong.rate(MEASURED));
        System.exit(0);
    }

    void start() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket listener = threads.listen(new InetSocketAddress(loopback, 0))) {
            for (int i = 0; i < roundTrips.length; i++) {
                Socket near = threads.connect((InetSocketAddress) listener.getLocalSocketAddress());
                Socket far = listener.accept();
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                int connection = i;
                threads.start(() -> echo(far));
                threads.start(() -> ping(near, connection));
            }
        }
    }

    /** Round trips in a second, over some time. */
    double rate(Duration time) throws InterruptedException {
        long began = System.nanoTime();
        long before = sum();
        Thread.sleep(time);
        return (sum() - before) * 1e9 / (System.nanoTime() - began);
    }

    void end() {
        over = true;
    }

    private long sum() {
        long sum = 0;
        for (long each : roundTrips) {
            sum += each;
        }
        return sum;
    }

    private void ping(Socket socket, int connection) {
        byte[] one = new byte[1];
        try (socket) {
            InputStream input = socket.getInputStream();
            OutputStream output = socket.getOutputStream();
            while (!over) {
                output.write(one);
                if (input.read(one) != 1) {
                    throw new IllegalStateException("The connection has ended");
                }
                roundTrips[connection]++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echo(Socket socket) {
        byte[] one = new byte[1];
        try (socket) {
            InputStream input = socket.getInputStream();
            OutputStream output = socket.getOutputStream();
            while (input.read(one) == 1) {
                output.write(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
