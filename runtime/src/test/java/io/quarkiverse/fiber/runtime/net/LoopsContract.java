package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** What waits do on loops of every kind, whoever watches their descriptors. */
abstract class LoopsContract {

    abstract HookedIo onLoops(int count) throws Exception;

    @Test
    void readEndsAtItsTimeoutAndAtAClose() throws Exception {
        try (HookedIo hooked = onLoops(1); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
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
        try (HookedIo hooked = onLoops(1)) {
            ServerSocket listener = hooked.listener();
            var accepting = hooked.start(Row.EVENT_LOOP, listener::accept).parked();
            new Socket(HookedIo.LOOPBACK, listener.getLocalPort()).close();
            accepting.get().close();
            listener.close();
            new ServerSocket(listener.getLocalPort(), 1, HookedIo.LOOPBACK).close();
        }
    }
}
