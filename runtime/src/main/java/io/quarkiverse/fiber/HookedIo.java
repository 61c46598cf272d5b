package io.quarkiverse.fiber;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * Hooked I/O for code whose calls the build does not substitute, and for what the JDK's calls cannot say: a timeout of its own
 * for each call. Inject it as a bean.
 * <p>
 * What the methods make are the JDK's types. They have the limits of their target's rule, they may be used on every kind of
 * thread, and on a fiber they park it where they would block. Whoever makes something closes it.
 * <p>
 * All methods may be called from any thread. Those that wait must not be called from an event loop. Timeouts count from the
 * call, {@link Duration#ZERO} is no limit, and the caller's {@link Deadline} counts beside them.
 */
public interface HookedIo {

    // --- sockets

    /** A socket that is not connected yet, as {@code new Socket()}. */
    Socket socket();

    /** As {@code new Socket(host, port)}: the time for the lookup of the name counts. */
    Socket connect(String host, int port) throws IOException;

    /**
     * The same with a timeout of its own in the place of the configured one.
     *
     * @throws SocketTimeoutException at the timeout
     * @throws IOException if there is no connection
     */
    Socket connect(String host, int port, Duration timeout) throws IOException;

    /**
     * A socket that listens, as {@code new ServerSocket(port)}: on all addresses, at a free port for 0.
     */
    ServerSocket listen(int port) throws IOException;

    /**
     * A socket that listens.
     *
     * @param backlog how many connections may wait to be accepted; 0 for the JDK's default
     */
    ServerSocket listen(SocketAddress local, int backlog) throws IOException;

    /** A socket for datagrams, as {@code new DatagramSocket(local)}: null leaves it unbound. */
    DatagramSocket datagrams(SocketAddress local) throws IOException;

    /** Makes hooked sockets, for clients that take a factory. */
    SocketFactory sockets();

    /** Makes hooked listeners, for servers that take a factory. */
    ServerSocketFactory listeners();

    /**
     * Gives the writes of a socket a timeout of their own in the place of the configured one. The JDK has none that code could
     * set. It ends a write with a {@link SocketTimeoutException} that says how many bytes were sent.
     *
     * @param socket a hooked socket or channel; for TLS the one below, which writes
     * @throws IllegalArgumentException if it is another
     * @throws SocketException if it is closed
     */
    void setWriteTimeout(Closeable socket, Duration timeout) throws SocketException;

    // --- channels and files

    /** As {@code SocketChannel.open()}. */
    SocketChannel openChannel() throws IOException;

    /** As {@code ServerSocketChannel.open()}. */
    ServerSocketChannel openListenerChannel() throws IOException;

    /** As {@code DatagramChannel.open()}. */
    DatagramChannel openDatagramChannel() throws IOException;

    /** As {@code Pipe.open()}. */
    Pipe openPipe() throws IOException;

    /**
     * As {@code FileChannel.open(path, options)}: for a fiber, threads of {@code quarkus.fiber.offload} make the calls that
     * might block its carrier. {@link Deadline} limits them.
     */
    FileChannel openFile(Path path, OpenOption... options) throws IOException;

    // --- names, time, and calls that block

    /** As {@code InetAddress.getAllByName(host)}. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /**
     * The same with a timeout of its own in the place of {@code quarkus.fiber.io.dns-timeout}.
     *
     * @throws UnknownHostException also at the timeout
     */
    List<InetAddress> resolve(String host, Duration timeout) throws UnknownHostException;

    /** As {@code Thread.sleep(duration)}. */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Makes a call that blocks its thread, as into native code or through a library that no hook reaches: for a fiber on one of
     * the threads of {@code quarkus.fiber.offload}, while the fiber parks. Other threads make it in place, where the timeout
     * does not end it.
     *
     * @param what for messages
     * @throws TimeoutException at the timeout; the call goes on, and nobody learns what comes of it
     * @throws RejectedExecutionException if too many calls wait already
     * @throws FiberCancelledException if the fiber is cancelled
     * @throws java.io.InterruptedIOException if the fiber is interrupted; the flag stays
     * @throws Exception of the call
     */
    <T> T offload(String what, Duration timeout, Callable<T> call) throws Exception;
}
