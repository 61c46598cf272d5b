package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.fiber.IoManager;

/** Loops that watch Netty's own channels only, as with the native transports but epoll: a loop of our own watches instead. */
class ForeignLoopsTest extends LoopsContract {

    @Override
    HookedIo onLoops(int count) throws Exception {
        return HookedIo.onForeignLoops(count);
    }

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
