package io.quarkiverse.fiber.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

import io.quarkiverse.fiber.HookedIo;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedPaths;
import io.quarkiverse.fiber.runtime.hook.ServerSocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.ThreadHooks;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedChannels;
import io.quarkiverse.fiber.runtime.net.HookedSockets;
import io.quarkiverse.fiber.runtime.net.NameLookups;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/** The hooks, for code that calls them by itself. */
final class ApplicationIo implements HookedIo {

    private static final Duration CENTURY = Duration.ofDays(36_500);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final FiberIo io;
    private final FileIo files;
    private final OffloadPool pool;

    ApplicationIo(FiberIo io, FileIo files, OffloadPool pool) {
        this.io = io;
        this.files = files;
        this.pool = pool;
    }

    @Override
    public Socket socket() {
        return HookedSockets.open(io);
    }

    @Override
    public Socket connect(String host, int port) throws IOException {
        return HookedSockets.connect(io, host, port, null);
    }

    @Override
    public Socket connect(String host, int port, Duration timeout) throws IOException {
        return HookedSockets.connect(io, host, port, null, millis(timeout));
    }

    @Override
    public ServerSocket listen(int port) throws IOException {
        return HookedSockets.listener(io, port, HookedSockets.BACKLOG, null);
    }

    @Override
    public ServerSocket listen(SocketAddress local, int backlog) throws IOException {
        ServerSocket listener = HookedSockets.listener(io);
        try {
            listener.bind(local, backlog);
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    @Override
    public DatagramSocket datagrams(SocketAddress local) throws IOException {
        return HookedSockets.datagrams(io, local);
    }

    @Override
    public SocketFactory sockets() {
        return SocketFactoryHooks.getDefault();
    }

    @Override
    public ServerSocketFactory listeners() {
        return ServerSocketFactoryHooks.getDefault();
    }

    @Override
    public void setWriteTimeout(Closeable socket, Duration timeout) throws SocketException {
        if (!(socket instanceof FdOwner owner) || socket instanceof ServerSocket || socket instanceof ServerSocketChannel) {
            throw new IllegalArgumentException("No hooked socket that writes: " + socket);
        }
        if (socket instanceof Socket plain) {
            plain.getSoTimeout(); // makes the descriptor
        }
        owner.fd().setWriteTimeout(notNegative(timeout));
    }

    @Override
    public SocketChannel openChannel() throws IOException {
        return HookedChannels.open(io);
    }

    @Override
    public ServerSocketChannel openListenerChannel() throws IOException {
        return HookedChannels.listener(io);
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return HookedChannels.datagrams(io);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return HookedChannels.pipe(io);
    }

    @Override
    public FileChannel openFile(Path path, OpenOption... options) throws IOException {
        return HookedPaths.channel(files, path, new HashSet<>(Arrays.asList(options)));
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    @Override
    public List<InetAddress> resolve(String host, Duration timeout) throws UnknownHostException {
        return List.of(NameLookups.allByName(host, notNegative(timeout)));
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        ThreadHooks.sleep(duration);
    }

    @Override
    public <T> T offload(String what, Duration timeout, Callable<T> call) throws Exception {
        Objects.requireNonNull(call, "call");
        return pool.call(what, notNegative(timeout).isZero() ? Deadlines.NEVER : Deadlines.in(timeout), call);
    }

    /** For calls that take milliseconds: rounded up, because 0 is no limit. */
    private static int millis(Duration timeout) {
        return (int) (notNegative(timeout).compareTo(LONGEST) > 0 ? LONGEST : timeout.plusNanos(999_999)).toMillis();
    }

    /** What is longer than a century is not told from it. */
    private static Duration notNegative(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout is negative: " + timeout);
        }
        return timeout.compareTo(CENTURY) > 0 ? CENTURY : timeout;
    }
}
