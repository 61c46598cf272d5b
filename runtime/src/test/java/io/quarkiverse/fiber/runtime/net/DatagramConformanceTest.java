package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 36, 37, 73 and 76 of the conformance list, for datagrams. */
class DatagramConformanceTest {

    private static final int ROOM = 64;
    private static final int MILLIS = 200;
    private static final Duration LIMIT = Duration.ofMillis(MILLIS);
    private static final Duration BOUND = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void C36_receiveKeepsTheBoundariesOfMessages(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            var receiving = hooked.start(row, () -> List.of(pair.receive(ROOM), pair.receive(ROOM), pair.receive(ROOM)))
                    .parked();
            pair.peerSends(new byte[] { 1, 2, 3 });
            pair.peerSends(new byte[0]);
            pair.peerSends(new byte[] { 4 });
            List<DatagramPacket> received = receiving.get();
            assertArrayEquals(new byte[] { 1, 2, 3 }, bytes(received.get(0)));
            assertArrayEquals(new byte[0], bytes(received.get(1)));
            assertArrayEquals(new byte[] { 4 }, bytes(received.get(2)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_receiveReportsTheSender(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row);
                DatagramPair pair = DatagramPair.of(hooked);
                DatagramSocket other = new DatagramSocket(0, HookedIo.LOOPBACK)) {
            var receiving = hooked.start(row, () -> List.of(pair.receive(ROOM), pair.receive(ROOM))).parked();
            pair.peerSends(new byte[1]);
            other.send(new DatagramPacket(new byte[1], 1, pair.hooked().getLocalSocketAddress()));
            assertEquals(pair.peer().getLocalSocketAddress(), receiving.get().get(0).getSocketAddress());
            assertEquals(other.getLocalSocketAddress(), receiving.get().get(1).getSocketAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_datagramIsCutToTheRoomOfItsPacketAndTheNextHasAllOfItAgain(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            byte[] bytes = new byte[6];
            DatagramPacket packet = new DatagramPacket(bytes, 1, 4);
            pair.peerSends(new byte[] { 1 });
            pair.peerSends(new byte[] { 1, 2, 3, 4, 5 });
            hooked.run(row, () -> {
                pair.hooked().receive(packet);
                assertEquals(1, packet.getLength());
                pair.hooked().receive(packet);
                assertEquals(4, packet.getLength());
                return null;
            });
            assertArrayEquals(new byte[] { 0, 1, 2, 3, 4, 0 }, bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_datagramGoesToWhomItNamesOrToThePeer(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            hooked.run(row, () -> {
                pair.hooked().send(new DatagramPacket(new byte[] { 1, 2 }, 1, 1, pair.peer().getLocalSocketAddress()));
                pair.hooked().connect(pair.peer().getLocalSocketAddress());
                pair.hooked().send(new DatagramPacket(new byte[] { 3 }, 1));
                return null;
            });
            assertArrayEquals(new byte[] { 2 }, pair.peerReceives());
            assertArrayEquals(new byte[] { 3 }, pair.peerReceives());
        }
    }

    /** The only carrier would be blocked otherwise. */
    @Test
    void C36_receiveLeavesTheCarrierToOthers() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); DatagramPair pair = DatagramPair.of(hooked)) {
            var receiving = hooked.start(Row.EVENT_LOOP, () -> pair.receive(ROOM)).parked();
            CountDownLatch ran = new CountDownLatch(1);
            hooked.fibers.scheduler().start(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS));
            hooked.run(Row.EVENT_LOOP, () -> {
                DatagramPacket packet = new DatagramPacket(new byte[] { 5 }, 1, pair.hooked().getLocalSocketAddress());
                try (DatagramSocket other = HookedSockets.datagrams(hooked.io, new InetSocketAddress(0))) {
                    other.send(packet);
                }
                return null;
            });
            assertArrayEquals(new byte[] { 5 }, bytes(receiving.get()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_receiversAllGetTheirDatagram(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            var first = hooked.start(row, () -> pair.receive(ROOM)).parked();
            var second = hooked.start(row, () -> pair.receive(ROOM));
            pair.peerSends(new byte[1]);
            pair.peerSends(new byte[2]);
            assertEquals(3, first.get().getLength() + second.get().getLength());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_nobodyAtThePortOfThePeerEndsAReceive(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            pair.hooked().connect(pair.peer().getLocalSocketAddress());
            pair.peer().close();
            var receiving = hooked.start(row, () -> pair.receive(ROOM)).parked();
            pair.hooked().send(new DatagramPacket(new byte[1], 1));
            assertThrows(PortUnreachableException.class, receiving::get);
            assertFalse(pair.hooked().isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_memberOfAGroupGetsWhatIsSentToItUntilItLeaves(Row row) throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(HookedIo.LOOPBACK);
        try (HookedIo hooked = new HookedIo(row);
                MulticastSocket member = HookedSockets.multicast(hooked.io, new InetSocketAddress(0));
                DatagramSocket sender = new DatagramSocket(0, HookedIo.LOOPBACK)) {
            InetSocketAddress group = new InetSocketAddress("239.255.7.7", member.getLocalPort());
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
            var receiving = hooked.start(row, () -> {
                DatagramPacket packet = new DatagramPacket(new byte[ROOM], ROOM);
                member.joinGroup(group, loopback);
                member.receive(packet);
                return packet;
            }).parked();
            sender.send(new DatagramPacket(new byte[] { 6 }, 1, group));
            assertArrayEquals(new byte[] { 6 }, bytes(receiving.get()));
            assertEquals(sender.getLocalSocketAddress(), receiving.get().getSocketAddress());

            member.leaveGroup(group, loopback);
            sender.send(new DatagramPacket(new byte[] { 7 }, 1, group));
            member.setSoTimeout(20);
            assertThrows(SocketTimeoutException.class,
                    () -> hooked.run(row, () -> {
                        member.receive(new DatagramPacket(new byte[ROOM], ROOM));
                        return null;
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C37_receiveTimesOutAndTheSocketStaysUsable(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            pair.hooked().setSoTimeout(MILLIS);
            assertEquals(MILLIS, pair.hooked().getSoTimeout());
            hooked.run(row, () -> {
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, () -> pair.receive(ROOM));
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                assertEquals("Receive timed out after 200 ms: bound to " + pair.hooked().getLocalSocketAddress()
                        + " (set by the code)", Elapsed.cut(timeout));
                return null;
            });
            pair.peerSends(new byte[7]);
            assertEquals(7, hooked.run(row, () -> pair.receive(ROOM)).getLength());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C37_receiveWithTimeoutGetsWhatComesBefore(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); DatagramPair pair = DatagramPair.of(hooked)) {
            pair.hooked().setSoTimeout(20_000);
            var receiving = hooked.start(row, () -> pair.receive(ROOM)).parked();
            pair.peerSends(new byte[3]);
            assertEquals(3, receiving.get().getLength());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C73_ruleCountsForTheConnectedPeerOnly(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, readsWithin(LIMIT)); DatagramPair pair = DatagramPair.of(hooked)) {
            pair.hooked().connect(pair.peer().getLocalSocketAddress());
            assertEquals("Receive timed out after 200 ms: " + pair.peer().getLocalSocketAddress()
                    + " (quarkus.fiber.targets.\"slow\".read-timeout)", Elapsed.cut(timeoutIn(hooked, row, pair)));
            assertEquals("slow", hooked.io.table().describe().getFirst().target());

            pair.hooked().disconnect();
            assertEquals("", hooked.io.table().describe().getFirst().target());
            pair.hooked().setSoTimeout(1); // a limit of the rule would be longer
            assertThrows(SocketTimeoutException.class, () -> hooked.run(row, () -> pair.receive(ROOM)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "NO_CARRIERS" })
    void C73_defaultsCountWhereThereIsNoPeerUnlessTheCodeSaysZero(Row row) throws Exception {
        TargetRules rules = new TargetRules(List.of(), new DefaultLimits(Duration.ZERO, LIMIT, Duration.ZERO, Duration.ZERO));
        try (HookedIo hooked = new HookedIo(row, rules); DatagramPair pair = DatagramPair.of(hooked)) {
            String message = Elapsed.cut(timeoutIn(hooked, row, pair));
            assertTrue(message.endsWith("(quarkus.fiber.io.read-timeout)"), message);

            pair.hooked().setSoTimeout(0);
            var receiving = hooked.start(row, () -> pair.receive(ROOM));
            assertThrows(TimeoutException.class, () -> receiving.future().get(2 * MILLIS, TimeUnit.MILLISECONDS));
            pair.peerSends(new byte[4]);
            assertEquals(4, receiving.get().getLength());
        }
    }

    @Test
    void C76_socketWorksOnEachKindOfThreadWithTheSameTimeout() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); DatagramPair pair = DatagramPair.of(hooked)) {
            pair.hooked().setSoTimeout(MILLIS);
            for (Row row : List.of(Row.EVENT_LOOP, Row.DEDICATED, Row.DEFAULT_VIRTUAL, Row.PLATFORM, Row.EVENT_LOOP)) {
                var receiving = hooked.start(row, () -> pair.receive(ROOM)).parked();
                pair.peerSends(new byte[2]);
                assertEquals(2, receiving.get().getLength());
                timeoutIn(hooked, row, pair);
            }
        }
    }

    @Test
    void tableKnowsDatagramSockets() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); DatagramPair pair = DatagramPair.of(hooked)) {
            hooked.start(Row.EVENT_LOOP, () -> pair.receive(ROOM)).parked();
            FdInfo info = hooked.io.table().describe().getFirst();
            assertEquals(FdInfo.Kind.DATAGRAM, info.kind());
            assertEquals(FdInfo.State.WAITING_FOR_INPUT, info.state());
            assertEquals("bound to " + pair.hooked().getLocalSocketAddress(), info.peer());
        }
    }

    private static SocketTimeoutException timeoutIn(HookedIo hooked, Row row, DatagramPair pair) throws Exception {
        return hooked.run(row, () -> assertThrows(SocketTimeoutException.class, () -> pair.receive(ROOM)));
    }

    private static TargetRules readsWithin(Duration limit) {
        Limits limits = new Limits("slow", null, limit, null, false, true, DefaultLimits.NONE);
        return new TargetRules(List.of(new TargetRules.Rule(TargetPattern.parse("127.0.0.1"), limits)), DefaultLimits.NONE);
    }

    private static byte[] bytes(DatagramPacket packet) {
        return Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
    }
}
