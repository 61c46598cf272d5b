package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.MembershipKey;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.FdInfo;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Statements 28, 30, 36, 37, 43, 73 and 74 of the conformance list, for datagram channels. */
class DatagramChannelConformanceTest {

    private static final int ROOM = 1_000;
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(50);

    /** A datagram that came: its bytes and its sender. */
    private record Received(byte[] bytes, SocketAddress sender) {
    }

    /** A hooked channel, and a plain socket to talk to. */
    private record Ends(DatagramChannel hooked, DatagramSocket peer) implements AutoCloseable {

        static Ends of(HookedIo hooked) throws IOException {
            InetSocketAddress any = new InetSocketAddress(HookedIo.LOOPBACK, 0);
            DatagramSocket peer = new DatagramSocket(any);
            peer.setSoTimeout(20_000);
            return new Ends(HookedChannels.datagrams(hooked.io).bind(any), peer);
        }

        static Ends connected(HookedIo hooked) throws IOException {
            Ends ends = of(hooked);
            ends.hooked.connect(ends.peer.getLocalSocketAddress());
            return ends;
        }

        Received receive() throws IOException {
            ByteBuffer room = ByteBuffer.allocate(ROOM);
            SocketAddress sender = hooked.receive(room);
            return new Received(Arrays.copyOf(room.array(), room.position()), sender);
        }

        void peerSends(byte... bytes) throws IOException {
            peer.send(new DatagramPacket(bytes, bytes.length, hooked.getLocalAddress()));
        }

        byte[] peerReceives() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[ROOM], ROOM);
            peer.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() throws IOException {
            hooked.close();
            peer.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_receiveParksAndKeepsTheBoundariesAndTheSender(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.of(hooked)) {
            var receiving = hooked.start(row, () -> List.of(ends.receive(), ends.receive(), ends.receive())).parked();
            ends.peerSends((byte) 1, (byte) 2, (byte) 3);
            ends.peerSends();
            ends.peerSends((byte) 4);
            List<Received> received = receiving.get();
            assertArrayEquals(new byte[] { 1, 2, 3 }, received.get(0).bytes());
            assertArrayEquals(new byte[0], received.get(1).bytes());
            assertArrayEquals(new byte[] { 4 }, received.get(2).bytes());
            assertEquals(ends.peer().getLocalSocketAddress(), received.get(1).sender());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_readsOfAConnectedChannelParkAndKeepTheBoundaries(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.connected(hooked)) {
            ByteBuffer room = ByteBuffer.allocate(4);
            ByteBuffer[] rooms = { ByteBuffer.allocate(9), ByteBuffer.allocate(1), ByteBuffer.allocateDirect(5) };
            var reading = hooked.start(row, () -> List.of(ends.hooked().read(room), ends.hooked().read(room),
                    (int) ends.hooked().read(rooms, 1, 2))).parked();
            ends.peerSends((byte) 1, (byte) 2);
            ends.peerSends();
            ends.peerSends((byte) 3, (byte) 4, (byte) 5);
            assertEquals(List.of(2, -1, 3), reading.get(), "an empty one as the JDK has it");
            assertEquals(3, rooms[1].get(0));
            assertEquals(5, rooms[2].get(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_datagramIsCutToTheRoomThereIs(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.connected(hooked)) {
            ByteBuffer[] rooms = { ByteBuffer.allocate(1), ByteBuffer.allocate(1) };
            var reading = hooked.start(row, () -> ends.hooked().read(rooms)).parked();
            ends.peerSends((byte) 1, (byte) 2, (byte) 3);
            assertEquals(2, reading.get());
            ends.peerSends((byte) 4);
            assertArrayEquals(new byte[] { 4 }, hooked.run(row, ends::receive).bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_datagramGoesToWhomItNamesOrToThePeer(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.of(hooked)) {
            hooked.run(row, () -> {
                assertThrows(NotYetConnectedException.class, () -> ends.hooked().write(ByteBuffer.allocate(1)));
                assertThrows(NotYetConnectedException.class, () -> ends.hooked().read(ByteBuffer.allocate(1)));
                assertEquals(1, ends.hooked().send(ByteBuffer.wrap(new byte[] { 1 }), ends.peer().getLocalSocketAddress()));
                assertEquals(0, ends.hooked().send(ByteBuffer.allocate(0), ends.peer().getLocalSocketAddress()));
                ends.hooked().connect(ends.peer().getLocalSocketAddress());
                assertEquals(2, ends.hooked().write(ByteBuffer.wrap(new byte[] { 2, 3 })));
                return ends.hooked()
                        .write(new ByteBuffer[] { ByteBuffer.wrap(new byte[] { 4 }), ByteBuffer.wrap(new byte[] { 5 }) });
            });
            assertArrayEquals(new byte[] { 1 }, ends.peerReceives());
            assertArrayEquals(new byte[0], ends.peerReceives());
            assertArrayEquals(new byte[] { 2, 3 }, ends.peerReceives());
            assertArrayEquals(new byte[] { 4, 5 }, ends.peerReceives());
        }
    }

    /** The only carrier would be blocked otherwise. */
    @Test
    void C30_nonBlockingModeReturnsAtOnceAndOffAgainLeavesTheCarrierToOthers() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); Ends ends = Ends.of(hooked)) {
            var receiving = hooked.start(Row.EVENT_LOOP, () -> {
                ends.hooked().configureBlocking(false);
                assertNull(ends.hooked().receive(ByteBuffer.allocate(1)));
                ends.hooked().configureBlocking(true);
                return ends.receive();
            }).parked();
            CountDownLatch ran = new CountDownLatch(1);
            hooked.fibers.scheduler().start(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS));
            ends.peerSends((byte) 5);
            assertArrayEquals(new byte[] { 5 }, receiving.get().bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_nobodyAtThePortOfThePeerEndsARead(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.connected(hooked)) {
            ends.peer().close();
            var reading = hooked.start(row, () -> ends.hooked().read(ByteBuffer.allocate(1))).parked();
            ends.hooked().write(ByteBuffer.allocate(1));
            assertThrows(PortUnreachableException.class, reading::get);
            assertTrue(ends.hooked().isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C36_memberOfAGroupGetsWhatIsSentToIt(Row row) throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(HookedIo.LOOPBACK);
        InetAddress group = InetAddress.getByName("239.255.7.8");
        try (HookedIo hooked = new HookedIo(row);
                DatagramChannel member = HookedChannels.datagrams(hooked.io, StandardProtocolFamily.INET);
                DatagramSocket sender = new DatagramSocket(0, HookedIo.LOOPBACK)) {
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
            member.bind(new InetSocketAddress(0));
            MembershipKey key = member.join(group, loopback);
            assertSame(member, key.channel());
            assertEquals(key, member.join(group, loopback));
            ByteBuffer room = ByteBuffer.allocate(ROOM);
            var receiving = hooked.start(row, () -> member.receive(room)).parked();
            sender.send(new DatagramPacket(new byte[] { 6 }, 1,
                    new InetSocketAddress(group, ((InetSocketAddress) member.getLocalAddress()).getPort())));
            assertEquals(sender.getLocalSocketAddress(), receiving.get());
            key.drop();
            assertFalse(key.isValid());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C37_receiveAndReadHaveTheLimitOfThePeer(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row, ChannelReadConformanceTest.readsWithin(LIMIT));
                Ends ends = Ends.connected(hooked)) {
            hooked.run(row, () -> {
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, ends::receive);
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                assertEquals("Receive timed out after 200 ms: " + ends.peer().getLocalSocketAddress()
                        + " (quarkus.fiber.targets.\"slow\".read-timeout)", Elapsed.cut(timeout));
                return assertThrows(SocketTimeoutException.class, () -> ends.hooked().read(ByteBuffer.allocate(1)));
            });
            ends.peerSends((byte) 7);
            assertArrayEquals(new byte[] { 7 }, hooked.run(row, ends::receive).bytes());
            ends.hooked().disconnect();
            assertEquals("", hooked.io.table().describe().getFirst().target());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C43_closeEndsAReceive(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.of(hooked)) {
            var receiving = hooked.start(row, Failure.of(ends::receive)).parked();
            long closed = System.nanoTime();
            ends.hooked().close();
            receiving.get().assertIsPromptAfter(closed, null);
            assertEquals(AsynchronousCloseException.class, receiving.get().why().getClass());
        }
    }

    @ParameterizedTest
    @EnumSource
    void C74_interruptOfAReceiveClosesTheChannel(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.of(hooked)) {
            var receiving = hooked.start(row, Failure.of(ends::receive)).parked();
            receiving.thread().interrupt();
            assertEquals(ClosedByInterruptException.class, receiving.get().why().getClass());
            assertFalse(ends.hooked().isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource
    void adaptorReceivesWithItsTimeoutAndSends(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); Ends ends = Ends.of(hooked)) {
            DatagramSocket socket = ends.hooked().socket();
            assertSame(ends.hooked(), socket.getChannel());
            assertSame(socket, ends.hooked().socket());
            DatagramPacket packet = new DatagramPacket(new byte[ROOM], ROOM);
            socket.setSoTimeout((int) LIMIT.toMillis());
            hooked.run(row, () -> {
                long started = System.nanoTime();
                var timeout = assertThrows(SocketTimeoutException.class, () -> socket.receive(packet));
                TimeBounds.assertTook(LIMIT, BOUND, Duration.ofNanos(System.nanoTime() - started));
                assertEquals("Receive timed out after 200 ms: bound to " + socket.getLocalSocketAddress()
                        + " (set by the code)", Elapsed.cut(timeout));
                return null;
            });
            socket.setSoTimeout(20_000);
            var receiving = hooked.start(row, () -> {
                socket.receive(packet);
                socket.send(new DatagramPacket(new byte[] { 9 }, 1, packet.getSocketAddress()));
                return packet.getLength();
            }).parked();
            ends.peerSends((byte) 1, (byte) 2);
            assertEquals(2, receiving.get());
            assertArrayEquals(new byte[] { 9 }, ends.peerReceives());

            ends.hooked().configureBlocking(false);
            assertThrows(IllegalBlockingModeException.class, () -> socket.receive(packet));
            socket.close();
            assertFalse(ends.hooked().isOpen());
        }
    }

    @Test
    void tableKnowsDatagramChannels() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Ends ends = Ends.of(hooked)) {
            FdInfo info = hooked.io.table().describe().getFirst();
            assertEquals(FdInfo.Kind.DATAGRAM, info.kind());
            assertEquals("bound to " + ends.hooked().getLocalAddress(), info.peer());
        }
    }
}
