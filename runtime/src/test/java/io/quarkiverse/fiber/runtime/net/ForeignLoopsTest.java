package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.IoManager;
import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Loops that watch Netty's own channels only, as with the native transports: a loop of our own watches instead. */
class ForeignLoopsTest {

    @Test
    void fibersRunOnTheirLoopAndWaitAtTheStandIn() throws Exception {
        try (HookedIo hooked = HookedIo.onForeignLoops(2); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            for (int i = 0; i < 50; i++) {
                var reading = hooked.start(Row.EVENT_LOOP, () -> {
                    int read = pair.hooked().getInputStream().read();
                    assertTrue(Thread.currentThread().toString().contains("@foreign-loop"), Thread.currentThread()::toString);
                    return read;
                }).parked();
                pair.peer().getOutputStream().write(i);
                assertEquals(i, reading.get());
            }
        }
    }

    @Test
    void readEndsAtItsTimeoutAndAtAClose() throws Exception {
        try (HookedIo hooked = HookedIo.onForeignLoops(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            Duration took = hooked.run(Row.EVENT_LOOP, () -> {
                pair.hooked().setSoTimeout(50);
                long started = System.nanoTime();
                assertThrows(SocketTimeoutException.class, () -> pair.hooked().getInputStream().read());
                return Duration.ofNanos(System.nanoTime() - started);
            });
            TimeBounds.assertTook(Duration.ofMillis(50), Duration.ofMillis(50), took);

            pair.hooked().setSoTimeout(0);
            var reading = hooked.start(Row.EVENT_LOOP, Failure.of(() -> pair.hooked().getInputStream().read())).parked();
            long closed = System.nanoTime();
            pair.hooked().close();
            reading.get().assertIsPromptAfter(closed, "Socket closed");
        }
    }

    @Test
    void portOfAClosedListenerCanBeBoundAgainAtOnce() throws Exception {
        try (HookedIo hooked = HookedIo.onForeignLoops(1)) {
            ServerSocket listener = hooked.listener();
            var accepting = hooked.start(Row.EVENT_LOOP, listener::accept).parked();
            new Socket(HookedIo.LOOPBACK, listener.getLocalPort()).close();
            accepting.get().close();
            listener.close();
            new ServerSocket(listener.getLocalPort(), 1, HookedIo.LOOPBACK).close();
        }
    }

    @Test
    void noLoopWaitsForAChannel() throws Exception {
        try (HookedIo hooked = HookedIo.onForeignLoops(1)) {
            Pipe pipe = Pipe.open();
            try (var source = pipe.source(); var sink = pipe.sink()) {
                source.configureBlocking(false);
                hooked.loops.next().submit(() -> assertThrows(IllegalStateException.class,
                        () -> hooked.manager.await(source, SelectionKey.OP_READ, IoManager.FOREVER))).get(10, TimeUnit.SECONDS);
            }
        }
    }
}
