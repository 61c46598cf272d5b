package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.quarkiverse.fiber.IoManager;

/** The system gives the number of a closed descriptor to the next: an event of the one must not reach the other. */
@Tag("stress")
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class EpollReuseStressTest {

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int FIBERS = 8;

    /** Closed by whom it is not read by, while bytes arrive: the next connection has its own bytes, and all of them. */
    @Test
    void connectionsThatAreClosedAtAnyTimeDoNotDisturbTheNext() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoops(2); ServerSocket echo = HookedIo.plainListener()) {
            startEcho(echo);
            long until = System.nanoTime() + TIME.toNanos();
            List<HookedIo.Task<Void>> callers = new ArrayList<>();
            for (int i = 0; i < FIBERS; i++) {
                int seed = i;
                callers.add(hooked.startOn("event-loop-" + i % 2, () -> {
                    Random random = new Random(seed);
                    while (System.nanoTime() < until) {
                        call(hooked, echo, random);
                    }
                    return null;
                }));
            }
            for (HookedIo.Task<Void> caller : callers) {
                caller.future().get();
            }
        }
    }

    private static void call(HookedIo hooked, ServerSocket echo, Random random) throws Exception {
        Socket socket = hooked.connect(HookedIo.addressOf(echo));
        int value = random.nextInt(256);
        socket.getOutputStream().write(value);
        if (random.nextBoolean()) {
            assertEquals(value, socket.getInputStream().read());
            socket.close();
            return;
        }
        Row closer = random.nextBoolean() ? Row.PLATFORM : Row.DEDICATED;
        var closing = hooked.start(closer, () -> {
            socket.close();
            return null;
        });
        try {
            assertEquals(value, socket.getInputStream().read());
        } catch (SocketException e) {
            assertTrue(socket.isClosed(), e::toString);
        }
        closing.get();
    }

    /** For channels of the application's an event that is not theirs would be seen: nothing is there to read. */
    @Test
    void eventOfAClosedPipeReachesNoOther() throws Exception {
        try (HookedIo hooked = HookedIo.onEpollLoops(1)) {
            long until = System.nanoTime() + TIME.toNanos() / 2;
            while (System.nanoTime() < until) {
                Pipe old = Pipe.open();
                old.source().configureBlocking(false);
                var waiting = hooked.start(Row.EVENT_LOOP,
                        () -> hooked.manager.await(old.source(), SelectionKey.OP_READ, IoManager.FOREVER)).parked();
                old.sink().write(ByteBuffer.allocate(1));
                old.source().close();
                old.sink().close();
                Pipe next = Pipe.open();
                next.source().configureBlocking(false);
                var reading = hooked.start(Row.EVENT_LOOP, () -> {
                    hooked.manager.await(next.source(), SelectionKey.OP_READ, IoManager.FOREVER);
                    return next.source().read(ByteBuffer.allocate(1));
                }).parked();
                next.sink().write(ByteBuffer.allocate(1));
                assertEquals(1, reading.get());
                try {
                    waiting.get();
                } catch (ClosedChannelException e) {
                    // the close came first
                }
                next.source().close();
                next.sink().close();
            }
        }
    }

    private static void startEcho(ServerSocket listener) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                for (;;) {
                    Socket peer = listener.accept();
                    Thread.startVirtualThread(() -> echo(peer));
                }
            } catch (IOException e) {
                return; // the test is over
            }
        });
    }

    private static void echo(Socket peer) {
        try (peer) {
            peer.getInputStream().transferTo(peer.getOutputStream());
        } catch (IOException e) {
            return; // it has been reset
        }
    }
}
