package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** Descriptors outlive the loops that watch them, and do not wait for loops that are stuck. */
class LoopShutdownTest {

    @Test
    void readThatWaitsAtALoopThatShutsDownGoesOn() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.EVENT_LOOP); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            var reading = hooked.start(Row.EVENT_LOOP, () -> {
                int first = pair.hooked().getInputStream().read();
                return first + pair.hooked().getInputStream().read();
            }).parked();
            hooked.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
            pair.peer().getOutputStream().write(40);
            reading.parked();
            pair.peer().getOutputStream().write(2);
            assertEquals(42, reading.get());
        }
    }

    @Test
    void closedListenerRefusesConnectionsWhileItsLoopIsStuck() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1)) {
            ServerSocket listener = hooked.listener();
            var accepting = hooked.start(Row.EVENT_LOOP, Failure.of(listener::accept)).parked();
            CountDownLatch stuck = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            hooked.loops.next().execute(() -> {
                stuck.countDown();
                HookedIo.awaitUninterruptibly(release);
            });
            stuck.await();
            try {
                hooked.start(Row.PLATFORM, () -> {
                    listener.close();
                    return null;
                });
                assertRefusedSoon(listener);
            } finally {
                release.countDown();
            }
            accepting.get();
        }
    }

    private static void assertRefusedSoon(ServerSocket listener) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        IOException refused = null;
        while (refused == null && System.nanoTime() < until) {
            try (Socket client = new Socket()) {
                client.connect(HookedIo.addressOf(listener));
                Thread.sleep(1);
            } catch (ConnectException e) {
                refused = e;
            } catch (SocketException e) {
                continue; // it was taken just before the close, which has reset it
            }
        }
        assertTrue(refused instanceof ConnectException, "connections are still taken: " + refused);
    }
}
