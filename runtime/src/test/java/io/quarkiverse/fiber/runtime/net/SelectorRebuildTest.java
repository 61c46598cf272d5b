package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoop;

/** Hazards 22 and 42: Netty gives a loop a new selector, and each key with it, when the old one spins. */
@DisabledIfSystemProperty(named = HookedIo.NATIVE_TRANSPORT, matches = "true", disabledReason = "its loops have no selector")
class SelectorRebuildTest {

    private static final int REBUILDS = 20;

    @Test
    void readersThatWaitAreWoken() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1)) {
            List<Pair> pairs = new ArrayList<>();
            List<HookedIo.Task<Integer>> readings = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP);
                pairs.add(pair);
                readings.add(hooked.start(Row.EVENT_LOOP, () -> pair.hooked().getInputStream().read()).parked());
            }
            rebuild(hooked);
            for (int i = 0; i < pairs.size(); i++) {
                pairs.get(i).peer().getOutputStream().write(i);
                assertEquals(i, readings.get(i).get());
                pairs.get(i).close();
            }
        }
    }

    @Test
    void interestOfASecondDirectionIsAddedAfterwards() throws Exception {
        byte[] moreThanFits = new byte[1024 * 1024];
        try (HookedIo hooked = HookedIo.withoutRescue(1); Pair pair = Pair.narrow(hooked, Row.EVENT_LOOP)) {
            pair.assertEcho(hooked, 1); // the loop has shown its key
            var reading = hooked.start(Row.EVENT_LOOP, () -> pair.hooked().getInputStream().read()).parked();
            rebuild(hooked);
            var writing = hooked.start(Row.EVENT_LOOP, () -> {
                pair.hooked().getOutputStream().write(moreThanFits);
                return null;
            }).parked();
            pair.peer().getInputStream().readNBytes(moreThanFits.length);
            writing.get();
            pair.peer().getOutputStream().write(2);
            assertEquals(2, reading.get());
        }
    }

    @Test
    void trafficGoesOnOverManyRebuilds() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(2); Pair pair = Pair.of(hooked, Row.EVENT_LOOP)) {
            for (int i = 0; i < REBUILDS; i++) {
                var reading = hooked.start(Row.EVENT_LOOP, () -> pair.hooked().getInputStream().read());
                hooked.loops.forEach(loop -> ((NioEventLoop) loop).rebuildSelector());
                pair.peer().getOutputStream().write(i);
                assertEquals(i, reading.get());
                pair.assertEcho(hooked, i);
            }
        }
    }

    private static void rebuild(HookedIo hooked) throws Exception {
        EventLoop loop = hooked.loops.next();
        ((NioEventLoop) loop).rebuildSelector();
        loop.submit(() -> {
        }).get();
    }
}
