package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;

/** Statements 43, 44, 48, 49, 74, 76 and 83 of the conformance list, for channels. */
class ChannelCloseConformanceTest {

    private static final byte[] MORE_THAN_FITS = new byte[8 * 1024 * 1024];
    private static final List<Row> TOGETHER = List.of(Row.EVENT_LOOP, Row.DEDICATED, Row.DEFAULT_VIRTUAL, Row.PLATFORM);

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsReadsAndWrites(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.narrow(hooked, row)) {
            var writing = hooked.start(row, writing(pair)).parked();
            var reading = hooked.start(row, reading(pair)).parked();
            long closed = System.nanoTime();
            pair.hooked().close();
            assertIsClosedAsynchronously(reading.get(), closed);
            assertIsClosedAsynchronously(writing.get(), closed);
            assertTrue(hooked.io.table().describe().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsAConnect(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                SilentTarget silent = new SilentTarget();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            var connecting = hooked.start(row, Failure.of(() -> channel.connect(silent.address()))).parked();
            long closed = System.nanoTime();
            channel.close();
            assertIsClosedAsynchronously(connecting.get(), closed);
        }
    }

    @Test
    void C44_closeEndsWaitsWhateverThreadClosesIt() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            for (Row waiter : TOGETHER) {
                for (Row closer : TOGETHER) {
                    try (ChannelPair pair = ChannelPair.narrow(hooked, waiter);
                            ServerSocketChannel listener = listener(hooked)) {
                        var writing = hooked.start(waiter, writing(pair)).parked();
                        var reading = hooked.start(waiter, reading(pair)).parked();
                        var accepting = hooked.start(waiter, Failure.of(listener::accept)).parked();
                        long closed = hooked.run(closer, () -> {
                            long now = System.nanoTime();
                            pair.hooked().close();
                            listener.close();
                            return now;
                        });
                        assertIsClosedAsynchronously(reading.get(), closed);
                        assertIsClosedAsynchronously(writing.get(), closed);
                        assertIsClosedAsynchronously(accepting.get(), closed);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_cancelEndsAReadAnAcceptAndAWriteAndLeavesTheChannelsOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.narrow(hooked, row);
                ServerSocketChannel listener = listener(hooked)) {
            assertIsCancelled(hooked, row, pair.hooked(), pair::read);
            pair.peerSends(42);
            assertEquals(42, hooked.run(row, pair::read));

            assertIsCancelled(hooked, row, listener, listener::accept);
            var accepting = hooked.start(row, listener::accept).parked();
            new Socket(HookedIo.LOOPBACK, listener.socket().getLocalPort()).close();
            accepting.get().close();

            assertIsCancelled(hooked, row, pair.hooked(), () -> pair.hooked().write(ByteBuffer.wrap(MORE_THAN_FITS)));
        }
    }

    private static void assertIsCancelled(HookedIo hooked, Row row, Channel channel, Callable<?> operation) throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Fiber fiber = hooked.fibers.scheduler().group(row.group).start(() -> {
            try {
                operation.call();
            } catch (Exception e) {
                failure.set(e);
            }
        });
        while (fiber.waiting().isEmpty()) {
            assertFalse(fiber.join(Duration.ofMillis(1)), "the fiber has ended");
        }
        fiber.cancel();
        assertTrue(fiber.join(Duration.ofSeconds(10)), fiber::toString);
        assertInstanceOf(FiberCancelledException.class, failure.get());
        assertTrue(channel.isOpen());
    }

    @ParameterizedTest
    @EnumSource
    void C48_managerCancelsAWaitOfAnyThread(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            var reading = hooked.start(row, pair::read).parked();
            assertEquals(1, hooked.manager.cancel(pair.hooked(), SelectionKey.OP_READ));
            assertThrows(FiberCancelledException.class, reading::get);
            pair.peerSends(3);
            assertEquals(3, hooked.run(row, pair::read));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C49_closingTwiceIsHarmless(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.of(hooked, row);
                SocketChannel neverConnected = HookedChannels.open(hooked.io)) {
            for (int i = 0; i < 2; i++) {
                hooked.run(row, () -> {
                    neverConnected.close();
                    pair.hooked().close();
                    return null;
                });
            }
            assertFalse(pair.hooked().isOpen());
            assertTrue(hooked.io.table().describe().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_interruptClosesTheChannelOnEachKindOfThread(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                ChannelPair pair = ChannelPair.narrow(hooked, row);
                ServerSocketChannel listener = listener(hooked)) {
            var writing = hooked.start(row, writing(pair)).parked();
            var reading = hooked.start(row, reading(pair)).parked();
            var accepting = hooked.start(row, Failure.of(listener::accept)).parked();
            reading.thread().interrupt();
            assertEquals(ClosedByInterruptException.class, reading.get().why().getClass());
            assertFalse(pair.hooked().isOpen());
            assertEquals(AsynchronousCloseException.class, writing.get().why().getClass(), "another thread was interrupted");
            accepting.thread().interrupt();
            assertEquals(ClosedByInterruptException.class, accepting.get().why().getClass());
            assertFalse(listener.isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_interruptOfAConnectClosesTheChannel(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                SilentTarget silent = new SilentTarget();
                SocketChannel channel = HookedChannels.open(hooked.io)) {
            var connecting = hooked.start(row, () -> {
                assertThrows(ClosedByInterruptException.class, () -> channel.connect(silent.address()));
                return Thread.currentThread().isInterrupted();
            }).parked();
            connecting.thread().interrupt();
            assertTrue(connecting.get(), "the flag is lost");
            assertFalse(channel.isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_operationOfAnInterruptedThreadClosesTheChannelUnlessItIsNonBlocking(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); ChannelPair pair = ChannelPair.of(hooked, row)) {
            hooked.run(row, () -> {
                pair.hooked().configureBlocking(false);
                Thread.currentThread().interrupt();
                assertEquals(0, pair.hooked().read(ByteBuffer.allocate(1)));
                pair.hooked().configureBlocking(true);
                assertThrows(ClosedByInterruptException.class, pair::read);
                assertFalse(pair.hooked().isOpen());
                return null;
            });
        }
    }

    @Test
    void C76_pooledChannelWorksOnEveryKindOfThread() throws Exception {
        try (HookedIo hooked = new HookedIo(4); ChannelPair pair = ChannelPair.of(hooked, Row.EVENT_LOOP)) {
            for (int round = 0; round < 40; round++) {
                for (Row borrower : TOGETHER) {
                    byte value = (byte) round;
                    var answer = hooked.start(borrower, () -> {
                        pair.hooked().write(ByteBuffer.wrap(new byte[] { value }));
                        return pair.read();
                    });
                    pair.peer().getOutputStream().write(pair.peer().getInputStream().read());
                    assertEquals(round, answer.get());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void C83_portOfAClosedListenerCanBeBoundAgainAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            InetSocketAddress address = null;
            for (int round = 0; round < 5; round++) {
                try (ServerSocketChannel listener = HookedChannels.listener(hooked.io)) {
                    listener.bind(address == null ? new InetSocketAddress(HookedIo.LOOPBACK, 0) : address);
                    address = (InetSocketAddress) listener.getLocalAddress();
                    hooked.start(row, Failure.of(listener::accept)).parked();
                }
            }
        }
    }

    /** Nobody closes it: the collector has it closed. */
    @Test
    void channelThatIsForgottenIsClosed() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            HookedChannels.open(hooked.io);
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!hooked.io.table().describe().isEmpty()) {
                assertTrue(System.nanoTime() < until, "it is still open");
                System.gc();
                Thread.sleep(10);
            }
        }
    }

    private static ServerSocketChannel listener(HookedIo hooked) throws IOException {
        return HookedChannels.listener(hooked.io).bind(new InetSocketAddress(HookedIo.LOOPBACK, 0));
    }

    private static void assertIsClosedAsynchronously(Failure failure, long closed) throws Exception {
        assertEquals(AsynchronousCloseException.class, failure.why().getClass());
        assertNull(failure.why().getMessage());
        failure.assertIsPromptAfter(closed, null);
    }

    private static Callable<Failure> reading(ChannelPair pair) {
        return Failure.of(pair::read);
    }

    private static Callable<Failure> writing(ChannelPair pair) {
        return Failure.of(() -> pair.hooked().write(ByteBuffer.wrap(MORE_THAN_FITS)));
    }
}
