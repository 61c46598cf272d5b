package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.netty.channel.SingleThreadEventLoop;
import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.scheduler.ChildFirst;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/**
 * Loops of Netty's native transport watch descriptors themselves. What descriptors do in all other respects shows when the
 * whole suite runs with {@code -Dfiber.test.native-transport=true}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class EpollLoopsTest extends LoopsContract {

    private static final int CONNECTIONS = 1_000;
    private static final Duration BOUND = Duration.ofMillis(250);

    @Override
    HookedIo onLoops(int count) throws Exception {
        return HookedIo.onEpollLoops(count);
    }

    @Test
    void noSecondThreadTakesPart() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1);
            String carried = hooked.run(Row.EVENT_LOOP, () -> Thread.currentThread().toString());
            assertTrue(carried.contains("@test-loop"), carried);
            assertFalse(isStandInAlive());
        }
    }

    @Test
    void brokenTwinOfLoopsThatWatchNothingNeedsOne() throws Exception {
        try (HookedIo hooked = HookedIo.onForeignLoops(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            assertTrue(isStandInAlive());
        }
    }

    /** Of our class in Netty's package Netty's own, in another class loader, do not know. */
    @Test
    void loopBesideWatchesWhereNettyDoesNotLetIn() throws Exception {
        try (ChildFirst loader = new ChildFirst(HookedIo.class, FiberIo.class)) {
            loader.loadClass(Application.class.getName()).getMethod("run").invoke(null);
        }
    }

    /** Loaded anew. */
    public static final class Application {

        public static void run() throws Exception {
            try (HookedIo hooked = HookedIo.onEpollLoops(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
                assertTrue(isStandInAlive());
                pair.assertEcho(hooked, 1);
            }
        }
    }

    @Test
    void roundTripsDoNotChangeWhatTheLoopLooksFor() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1);
            long before = hooked.io.interestChanges();
            for (int i = 0; i < 50; i++) {
                pair.assertEcho(hooked, i);
            }
            assertEquals(before, hooked.io.interestChanges());
        }
    }

    /** Who has written something waits before it tries: what was left before that has to wake it. */
    @Test
    void inputThatIsLeftIsAnEventAgain() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1);
            var reading = hooked.start(Row.EVENT_LOOP, () -> {
                int first = pair.hooked().getInputStream().read();
                pair.hooked().getOutputStream().write(0);
                return first + pair.hooked().getInputStream().read();
            }).parked();
            pair.peer().getOutputStream().write(new byte[] { 40, 2 });
            assertEquals(42, reading.get());
        }
    }

    /** A loop that is idle hears of it: nothing else would wake it. */
    @Test
    void bothDirectionsAreWatchedFromAnotherCarrier() throws Exception {
        byte[] moreThanFits = new byte[256 * 1024];
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1); Pair pair = Pair.narrow(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1);
            for (Row row : List.of(Row.EVENT_LOOP, Row.DEDICATED)) {
                var writing = hooked.start(row, () -> {
                    pair.hooked().getOutputStream().write(moreThanFits);
                    return pair.hooked().getInputStream().read();
                }).parked();
                pair.peer().getInputStream().readNBytes(moreThanFits.length);
                pair.peer().getOutputStream().write(2);
                assertEquals(2, writing.get());
            }
        }
    }

    /** Of its end the system says nothing but that: it is no input. */
    @Test
    void endOfAPipeIsAnEvent() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1)) {
            Pipe pipe = Pipe.open();
            try (var source = pipe.source(); var sink = pipe.sink()) {
                source.configureBlocking(false);
                var reading = hooked.start(Row.EVENT_LOOP, () -> {
                    hooked.manager.await(source, SelectionKey.OP_READ, IoManager.FOREVER);
                    return source.read(ByteBuffer.allocate(1));
                }).parked();
                sink.close();
                assertEquals(-1, reading.get());
            }
        }
    }

    @Test
    void descriptorsOfAStuckLoopAreWatchedByItsRescuer() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoops(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1);
            var reading = hooked.start(Row.EVENT_LOOP, () -> {
                pair.hooked().getInputStream().read();
                return System.nanoTime();
            }).parked();
            CountDownLatch release = new CountDownLatch(1);
            try {
                getStuck(hooked, release);
                long sent = System.nanoTime();
                pair.peer().getOutputStream().write(1);
                Duration took = Duration.ofNanos(reading.get() - sent);
                assertTrue(took.compareTo(TimeBounds.scaled(BOUND)) <= 0, "read took " + took);
            } finally {
                release.countDown();
            }
            pair.assertEcho(hooked, 2);
        }
    }

    @Test
    void brokenTwinWithoutRescueWaitsForTheLoop() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            var reading = hooked.start(Row.EVENT_LOOP, () -> pair.hooked().getInputStream().read()).parked();
            CountDownLatch release = new CountDownLatch(1);
            getStuck(hooked, release);
            pair.peer().getOutputStream().write(1);
            Thread.sleep(2 * BOUND.toMillis());
            assertFalse(reading.future().isDone());
            release.countDown();
            assertEquals(1, reading.get());
        }
    }

    @Test
    void readThatWaitsAtALoopThatShutsDownGoesOn() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoops(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            var reading = hooked.start(Row.EVENT_LOOP, () -> pair.hooked().getInputStream().read()).parked();
            hooked.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
            assertTrue(hooked.loops.isTerminated());
            pair.peer().getOutputStream().write(42);
            assertEquals(42, reading.get());
        }
    }

    /** The loops of Vert.x outlive an application in dev mode. */
    @Test
    void nothingOfAStoppedApplicationStaysAtTheLoop() throws Exception {
        HookedIo hooked = HookedIo.onEpollLoops(1);
        try (hooked; Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1);
            SingleThreadEventLoop loop = (SingleThreadEventLoop) hooked.loops.next();
            assertEquals(1, loop.submit(loop::registeredChannels).get());
            hooked.fibers.stop();
            hooked.io.stop();
            assertEquals(0, loop.submit(loop::registeredChannels).get());
        }
    }

    @Test
    void closeGivesTheDescriptorBack() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoops(1)) {
            Pair.of(hooked, Row.EVENT_LOOP).close(); // what is made once
            long before = Descriptors.count();
            for (int i = 0; i < 20; i++) {
                try (Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
                    pair.assertEcho(hooked, i);
                }
            }
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Descriptors.count() <= before);
        }
    }

    /** Nobody says when it is closed. */
    @Test
    void closedChannelOfTheApplicationsGivesItsDescriptorBack() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1)) {
            long before = Descriptors.count();
            List<Pipe> pipes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Pipe pipe = Pipe.open();
                pipes.add(pipe);
                pipe.source().configureBlocking(false);
                pipe.sink().write(ByteBuffer.allocate(1));
                hooked.run(Row.EVENT_LOOP, () -> {
                    hooked.manager.await(pipe.source(), SelectionKey.OP_READ, IoManager.FOREVER);
                    return pipe.source().read(ByteBuffer.allocate(1));
                });
            }
            for (Pipe pipe : pipes) {
                pipe.source().close(); // and not the other end, which would be an event
            }
            Awaitility.await().atMost(Duration.ofSeconds(10))
                    .until(() -> Descriptors.count() < before + pipes.size() + pipes.size() / 2);
            for (Pipe pipe : pipes) {
                pipe.sink().close();
            }
        }
    }

    @Test
    void oneLoopWatchesAThousandConnections() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoopsWithoutRescue(1); ServerSocket listener = HookedIo.plainListener()) {
            List<Socket> sockets = new ArrayList<>();
            List<HookedIo.Task<Integer>> readings = new ArrayList<>();
            List<Socket> peers = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    Socket socket = hooked.connect(HookedIo.addressOf(listener));
                    sockets.add(socket);
                    peers.add(listener.accept());
                    readings.add(hooked.start(Row.EVENT_LOOP, () -> socket.getInputStream().read()));
                }
                readings.getLast().parked();
                for (int i = 0; i < CONNECTIONS; i++) {
                    peers.get(i).getOutputStream().write(i);
                }
                for (int i = 0; i < CONNECTIONS; i++) {
                    assertEquals(i & 0xff, readings.get(i).get());
                }
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
                for (Socket peer : peers) {
                    peer.close();
                }
            }
        }
    }

    private static boolean isStandInAlive() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith("fiber-io"));
    }

    private static void getStuck(HookedIo hooked, CountDownLatch release) throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        hooked.loops.next().execute(() -> {
            stuck.countDown();
            HookedIo.awaitUninterruptibly(release);
        });
        assertTrue(stuck.await(10, TimeUnit.SECONDS));
    }
}
