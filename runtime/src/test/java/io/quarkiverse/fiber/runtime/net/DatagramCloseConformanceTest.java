package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;

/** Statements 43 to 46, 48, 49, 74 and 83 of the conformance list, for datagrams: how a receive ends that gets none. */
class DatagramCloseConformanceTest {

    private static final int ROOM = 64;
    private static final int REUSES = 300;
    private static final int MANY_REUSES = 10_000;
    private static final int SOCKETS = 50;
    /** The JVM opens and closes descriptors of its own. */
    private static final double SOME = 10;
    private static final List<Row> TOGETHER = List.of(Row.EVENT_LOOP, Row.DEDICATED, Row.DEFAULT_VIRTUAL, Row.PLATFORM);

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsAllReceives(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            var first = hooked.start(row, receiving(pair)).parked();
            var second = hooked.start(row, receiving(pair)).parked();
            long closed = System.nanoTime();
            pair.hooked().close();
            first.get().assertIsPromptAfter(closed, "Socket closed");
            second.get().assertIsPromptAfter(closed, "Socket closed");
            assertInstanceOf(SocketException.class, first.get().why());
        }
    }

    @Test
    void C44_closeEndsAReceiveWhateverThreadClosesIt() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            for (Row waiter : TOGETHER) {
                for (Row closer : TOGETHER) {
                    try (DatagramPair pair = DatagramPair.of(hooked)) {
                        var receiving = hooked.start(waiter, receiving(pair)).parked();
                        long closed = hooked.run(closer, () -> {
                            long now = System.nanoTime();
                            pair.hooked().close();
                            return now;
                        });
                        receiving.get().assertIsPromptAfter(closed, "Socket closed");
                    }
                }
            }
        }
    }

    /** The next has the number of the closed one, not its port: there a late datagram would be nobody's fault. */
    @ParameterizedTest
    @EnumSource
    void C45_receiverOfAClosedSocketGetsNothingOfTheNext(Row row) throws Exception {
        assertNoneGetsWhatIsForTheNext(row, REUSES);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource
    void C45_receiversOfManyClosedSocketsGetNothingOfTheNext(Row row) throws Exception {
        assertNoneGetsWhatIsForTheNext(row, MANY_REUSES);
    }

    private static void assertNoneGetsWhatIsForTheNext(Row row, int reuses) throws Exception {
        try (HookedIo hooked = new HookedIo(row)) {
            for (int i = 0; i < reuses; i++) {
                DatagramPair old = DatagramPair.of(hooked);
                var receiving = hooked.start(row, receiving(old)).parked();
                old.close();
                try (DatagramPair next = DatagramPair.of(hooked)) {
                    next.peerSends(new byte[] { 1 });
                    assertEquals("Socket closed", receiving.get().why().getMessage());
                    assertEquals(1, hooked.run(row, () -> next.receive(ROOM)).getLength());
                }
            }
        }
    }

    @Test
    void C46_newSocketHasNothingOfAnOlderOne() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            DatagramPair old = DatagramPair.of(hooked);
            old.hooked().setSoTimeout(1);
            old.close();
            try (DatagramPair next = DatagramPair.of(hooked)) {
                assertEquals(0, next.hooked().getSoTimeout());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C48_cancelOfAFiberEndsItsReceiveAndLeavesTheSocketOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            FutureTask<DatagramPacket> work = new FutureTask<>(() -> pair.receive(ROOM));
            Fiber fiber = hooked.fibers.scheduler().group(row.group).start(work);
            var receiving = new HookedIo.Task<>(fiber.thread(), work).parked();
            fiber.cancel();
            assertThrows(FiberCancelledException.class, receiving::get);
            assertStillWorks(hooked, row, pair);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C48_cancelOfTheWaitEndsAReceiveAndLeavesTheSocketOpen(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            var receiving = hooked.start(row, () -> pair.receive(ROOM)).parked();
            assertEquals(0, hooked.manager.cancel(pair.hooked(), SelectionKey.OP_WRITE));
            assertEquals(1, hooked.manager.cancel(pair.hooked(), SelectionKey.OP_READ));
            assertThrows(FiberCancelledException.class, receiving::get);
            assertStillWorks(hooked, row, pair);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_interruptClosesTheSocketOfAVirtualThreadOnly(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            var receiving = hooked.start(row, () -> {
                DatagramPacket packet = pair.receive(ROOM);
                assertTrue(Thread.currentThread().isInterrupted(), "the flag is lost");
                return packet;
            }).parked();
            receiving.thread().interrupt();
            if (row.isVirtual()) {
                assertEquals("Closed by interrupt", assertThrows(SocketException.class, receiving::get).getMessage());
                assertTrue(pair.hooked().isClosed());
            } else {
                pair.peerSends(new byte[7]);
                assertEquals(7, receiving.get().getLength());
                assertFalse(pair.hooked().isClosed());
            }
        }
    }

    /** As with the JDK's, a wait comes first: there is none where there is a datagram. */
    @ParameterizedTest
    @EnumSource
    void C74_interruptedThreadGetsWhatIsThere(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            pair.peerSends(new byte[5]);
            assertEquals(5, hooked.run(row, () -> {
                Thread.currentThread().interrupt();
                return pair.receive(ROOM).getLength();
            }));
            assertFalse(pair.hooked().isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C83_portOfAClosedSocketIsFreeAtOnce(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            SocketAddress address = pair.hooked().getLocalSocketAddress();
            var receiving = hooked.start(row, receiving(pair)).parked();
            hooked.run(row, () -> {
                pair.hooked().close();
                new DatagramSocket(address).close();
                return null;
            });
            receiving.get();
        }
    }

    @Test
    void C83_eachSocketHasOneDescriptorUntilItIsClosed() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            DatagramPair.of(hooked).close(); // classes are loaded
            long before = Descriptors.count();
            List<DatagramPair> pairs = new ArrayList<>();
            for (int i = 0; i < SOCKETS; i++) {
                pairs.add(DatagramPair.of(hooked));
            }
            assertEquals(2 * SOCKETS, Descriptors.count() - before, SOME);
            for (DatagramPair pair : pairs) {
                var receiving = hooked.start(Row.EVENT_LOOP, receiving(pair)).parked();
                pair.close();
                receiving.get();
            }
            assertEquals(0, Descriptors.count() - before, SOME);
        }
    }

    @Test
    void connectWaitsUntilNobodyReceives() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); DatagramPair pair = DatagramPair.of(hooked)) {
            var receiving = hooked.start(Row.EVENT_LOOP, () -> pair.receive(ROOM)).parked();
            var connecting = hooked.start(Row.DEFAULT_VIRTUAL, () -> {
                pair.hooked().connect(pair.peer().getLocalSocketAddress());
                return pair.hooked().isConnected();
            }).parked();
            assertFalse(pair.hooked().isConnected());
            pair.peerSends(new byte[1]);
            receiving.get();
            assertTrue(connecting.get());
        }
    }

    @Test
    void forgottenSocketIsClosed() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP)) {
            hooked.run(Row.EVENT_LOOP, () -> HookedSockets.datagrams(hooked.io, new InetSocketAddress(HookedIo.LOOPBACK, 0))
                    .getLocalPort());
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!hooked.io.table().describe().isEmpty()) {
                assertTrue(System.nanoTime() < until, () -> "still open: " + hooked.io.table().describe());
                System.gc();
                Thread.sleep(10);
            }
        }
    }

    private static Callable<Failure> receiving(DatagramPair pair) {
        return Failure.of(() -> pair.receive(ROOM));
    }

    private static void assertStillWorks(HookedIo hooked, Row row, DatagramPair pair) throws Exception {
        assertFalse(pair.hooked().isClosed());
        pair.peerSends(new byte[9]);
        assertEquals(9, hooked.run(row, () -> pair.receive(ROOM)).getLength());
    }
}
