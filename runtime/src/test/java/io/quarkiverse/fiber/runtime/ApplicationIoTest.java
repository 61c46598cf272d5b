package io.quarkiverse.fiber.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.fiber.Deadline;
import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.HookedIo;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.file.HookedPaths;
import io.quarkiverse.fiber.runtime.io.FdOwner;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.net.Elapsed;
import io.quarkiverse.fiber.runtime.net.Row;
import io.quarkiverse.fiber.runtime.net.SilentTarget;
import io.quarkiverse.fiber.runtime.net.TestNames;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** What the bean {@link HookedIo} does that the hooks alone cannot, and that it makes what they make. */
class ApplicationIoTest {

    private static final Duration TIMEOUT = Duration.ofMillis(150);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final io.quarkiverse.fiber.runtime.net.HookedIo fixture = new io.quarkiverse.fiber.runtime.net.HookedIo(
            Row.EVENT_LOOP,
            new TargetRules(List.of(), new DefaultLimits(LONG, LONG, LONG, Duration.ZERO)));
    private final OffloadPool pool = new OffloadPool(new OffloadPool.Settings(4, 4, LONG));
    private final OffloadPool streams = new OffloadPool(new OffloadPool.Settings(4, 4, LONG));
    private final FileIo files = new FileIo(pool, streams, LONG);
    private final HookedIo io = new ApplicationIo(fixture.io, files, pool);

    @AfterEach
    void close() {
        fixture.close();
        pool.stop();
        streams.stop();
    }

    private <T> T onFiber(Callable<T> work) throws Exception {
        return fixture.run(Row.EVENT_LOOP, work);
    }

    private static <T extends Throwable> T assertTimesOut(Class<T> expected, Executable call)
            throws InterruptedException {
        long began = System.nanoTime();
        T thrown = assertThrows(expected, call);
        TimeBounds.assertTook(TIMEOUT, BOUND, Duration.ofNanos(System.nanoTime() - began));
        return thrown;
    }

    @Test
    void whatItMakesIsHookedAndWorks() throws Exception {
        try (ServerSocket listener = io.listen(new InetSocketAddress(LOOPBACK, 0), 0);
                Socket near = onFiber(() -> io.connect(LOOPBACK.getHostName(), listener.getLocalPort()));
                Socket far = onFiber(listener::accept)) {
            onFiber(() -> {
                near.getOutputStream().write(7);
                return null;
            });
            assertEquals(7, onFiber(() -> far.getInputStream().read()));
            for (Object made : List.of(listener, near, far, io.socket())) {
                assertInstanceOf(FdOwner.class, made);
            }
        }
    }

    @Test
    void datagramsGoToAndFro() throws Exception {
        try (DatagramSocket near = io.datagrams(new InetSocketAddress(LOOPBACK, 0));
                DatagramSocket far = io.datagrams(new InetSocketAddress(LOOPBACK, 0))) {
            onFiber(() -> {
                near.send(new DatagramPacket(new byte[] { 7 }, 1, far.getLocalSocketAddress()));
                return null;
            });
            DatagramPacket packet = new DatagramPacket(new byte[1], 1);
            onFiber(() -> {
                far.receive(packet);
                return null;
            });
            assertEquals(7, packet.getData()[0]);
        }
    }

    @Test
    void channelsThatItOpensAreHookedAndPark() throws Exception {
        try (ServerSocketChannel listener = io.openListenerChannel();
                SocketChannel near = io.openChannel();
                DatagramChannel datagrams = io.openDatagramChannel()) {
            listener.bind(new InetSocketAddress(LOOPBACK, 0));
            onFiber(() -> near.connect(listener.getLocalAddress()));
            try (SocketChannel far = onFiber(listener::accept)) {
                for (Object made : List.of(listener, near, far, datagrams)) {
                    assertInstanceOf(FdOwner.class, made);
                }
            }
            Pipe pipe = io.openPipe();
            assertInstanceOf(FdOwner.class, pipe.source());
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Test
    void fileThatItOpensIsReadOnAFiberAndNotAfterTheDeadline(@TempDir Path folder) throws Exception {
        Path path = Files.writeString(folder.resolve("file"), "content");
        String content = onFiber(() -> {
            try (FileChannel file = io.openFile(path, StandardOpenOption.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate(100);
                file.read(bytes);
                return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
            }
        });
        assertEquals("content", content);
        onFiber(() -> Deadline.within(Duration.ZERO)
                .call(() -> assertThrows(DeadlineExceededException.class, () -> io.openFile(path))));
    }

    @Test
    void deadlineThatHasPassedLeavesAFileOpen(@TempDir Path folder) throws Exception {
        onFiber(() -> {
            try (FileChannel file = io.openFile(folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                Deadline.within(Duration.ZERO)
                        .run(() -> assertThrows(DeadlineExceededException.class, () -> file.force(true)));
                return file.write(ByteBuffer.wrap(new byte[1]));
            }
        });
    }

    @Test
    void streamIsClosedAlsoAfterTheDeadline(@TempDir Path folder) throws Exception {
        onFiber(() -> {
            OutputStream out = HookedPaths.output(files, folder.resolve("file"));
            Deadline.within(Duration.ZERO).call(() -> {
                out.close();
                return null;
            });
            return assertThrows(ClosedChannelException.class, () -> out.write(1));
        });
    }

    @Test
    void offloadedCallLoadsClassesAsItsCallerDoes() throws Exception {
        ClassLoader own = new ClassLoader(getClass().getClassLoader()) {
        };
        onFiber(() -> {
            Thread.currentThread().setContextClassLoader(own);
            assertSame(own, io.offload("a loader", LONG, () -> Thread.currentThread().getContextClassLoader()));
            return null;
        });
        onFiber(() -> {
            assertNotSame(own, io.offload("a loader", LONG, () -> Thread.currentThread().getContextClassLoader()));
            return null;
        });
    }

    @Test
    void timeoutsMayBeForEver() throws Exception {
        try (ServerSocket listener = io.listen(new InetSocketAddress(LOOPBACK, 0), 0);
                Socket near = io.connect(LOOPBACK.getHostName(), listener.getLocalPort(), IoManager.FOREVER)) {
            io.setWriteTimeout(near, IoManager.FOREVER);
            near.getOutputStream().write(1);
            Deadline forEver = Deadline.within(IoManager.FOREVER);
            assertTrue(forEver.toString().startsWith("the deadline of "), forEver::toString);
        }
    }

    @Test
    void factoriesMakeHookedSocketsWhileTheApplicationRuns() throws Exception {
        try (HooksInUse use = new HooksInUse(fixture.io);
                Socket socket = io.sockets().createSocket();
                ServerSocket listener = io.listeners().createServerSocket()) {
            assertInstanceOf(FdOwner.class, socket);
            assertInstanceOf(FdOwner.class, listener);
        }
    }

    @Test
    void C13_timeoutOfAConnectCountsInThePlaceOfTheConfiguredOne() throws Exception {
        try (SilentTarget silent = new SilentTarget()) {
            String host = silent.address().getHostString();
            onFiber(() -> {
                SocketTimeoutException e = assertTimesOut(SocketTimeoutException.class,
                        () -> io.connect(host, silent.address().getPort(), TIMEOUT));
                assertTrue(Elapsed.cut(e).endsWith("(set by the code)"), e::getMessage);
                return null;
            });
        }
    }

    @Test
    void connectThatIsRefusedSaysSo() throws Exception {
        int port;
        try (ServerSocket closed = io.listen(0)) {
            port = closed.getLocalPort();
        }
        onFiber(() -> assertThrows(ConnectException.class, () -> io.connect(LOOPBACK.getHostName(), port, LONG)));
    }

    @Test
    void C39_timeoutOfWritesCountsInThePlaceOfTheConfiguredOneAlsoWhereItWasSetBeforeTheConnect() throws Exception {
        try (ServerSocket listener = io.listen(new InetSocketAddress(LOOPBACK, 0), 0); Socket near = io.socket()) {
            io.setWriteTimeout(near, TIMEOUT);
            byte[] tooMuch = new byte[16 * 1024 * 1024];
            onFiber(() -> {
                near.connect(listener.getLocalSocketAddress());
                SocketTimeoutException e = assertTimesOut(SocketTimeoutException.class,
                        () -> near.getOutputStream().write(tooMuch));
                assertTrue(e.bytesTransferred > 0);
                assertTrue(Elapsed.cut(e).endsWith("(set by the code)"), e::getMessage);
                return null;
            });
        }
    }

    @Test
    void writesOfASocketThatIsNotHookedHaveNoTimeout() throws Exception {
        try (Socket plain = new Socket()) {
            assertThrows(IllegalArgumentException.class, () -> io.setWriteTimeout(plain, TIMEOUT));
        }
        try (ServerSocket listener = io.listen(0); ServerSocketChannel channel = io.openListenerChannel()) {
            assertThrows(IllegalArgumentException.class, () -> io.setWriteTimeout(listener, TIMEOUT));
            assertThrows(IllegalArgumentException.class, () -> io.setWriteTimeout(channel, TIMEOUT));
        }
        Socket closed = io.socket();
        closed.close();
        assertThrows(SocketException.class, () -> io.setWriteTimeout(closed, TIMEOUT));
    }

    @Test
    void timeoutOfALookupCountsInThePlaceOfTheConfiguredOne() throws Exception {
        try (TestNames names = new TestNames(LONG)) {
            String name = TestNames.silent();
            onFiber(() -> {
                UnknownHostException e = assertTimesOut(UnknownHostException.class, () -> io.resolve(name, TIMEOUT));
                assertEquals(name + ": no answer within 150 ms (set by the code)", Elapsed.cut(e));
                return null;
            });
        }
        try (TestNames names = new TestNames(Duration.ofMillis(1))) {
            String name = TestNames.slow();
            assertEquals(List.of(TestNames.addressOf(name)), onFiber(() -> io.resolve(name, Duration.ZERO)));
        }
    }

    @Test
    void callIsMadeElsewhereForAFiberAndEndsAtItsTimeout() throws Exception {
        String thread = onFiber(() -> io.offload("a name", Duration.ZERO, () -> Thread.currentThread().getName()));
        assertTrue(thread.startsWith("fiber-offload-"), thread);
        CountDownLatch never = new CountDownLatch(1);
        onFiber(() -> assertTimesOut(TimeoutException.class, () -> io.offload("a latch", TIMEOUT, () -> {
            never.await();
            return null;
        })));
        never.countDown();
    }

    @Test
    void exceptionOfAnOffloadedCallIsItsCallers() throws Exception {
        onFiber(() -> assertThrows(IOException.class, () -> io.offload("a failure", LONG, () -> {
            throw new IOException();
        })));
    }

    @Test
    void deadlineOfTheCallerCountsBesideTimeouts() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        onFiber(() -> assertTimesOut(DeadlineExceededException.class,
                () -> Deadline.within(TIMEOUT).call(() -> io.offload("a latch", LONG, () -> {
                    never.await();
                    return null;
                }))));
        never.countDown();
    }

    @Test
    void negativeTimeoutsAreRefused() {
        Duration negative = Duration.ofNanos(-1);
        assertThrows(IllegalArgumentException.class, () -> io.connect("localhost", 1, negative));
        assertThrows(IllegalArgumentException.class, () -> io.resolve("localhost", negative));
        assertThrows(IllegalArgumentException.class, () -> io.offload("nothing", negative, () -> null));
    }
}
