package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hazards 5 and 6: data that comes again and again at the moment when the read times out. No reader is stuck, no byte lost. */
class TimeoutRaceTest {

    private static final int SOCKETS = 50;
    private static final int PERIOD_MILLIS = 5;

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void everyReaderGetsEveryByteAndTheEnd(int loops) throws Exception {
        run(loops, Duration.ofSeconds(1));
    }

    @Tag("stress")
    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void everyReaderGetsEveryByteAndTheEndForHalfAMinute(int loops) throws Exception {
        run(loops, Duration.ofSeconds(30));
    }

    private static void run(int loops, Duration duration) throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(loops)) {
            List<Pair> pairs = new ArrayList<>();
            List<HookedIo.Task<Seen>> readings = new ArrayList<>();
            for (int i = 0; i < SOCKETS; i++) {
                Pair pair = Pair.of(hooked, Row.EVENT_LOOP);
                pair.hooked().setSoTimeout(PERIOD_MILLIS - i % 2); // every other one a little shorter, so that some do end
                pairs.add(pair);
                readings.add(hooked.start(Row.EVENT_LOOP, () -> read(pair.hooked().getInputStream())));
            }
            int sent = 0;
            long until = System.nanoTime() + duration.toNanos();
            for (long next = System.nanoTime(); next < until; sent++) {
                for (Pair pair : pairs) {
                    pair.peer().getOutputStream().write(1);
                }
                next += Duration.ofMillis(PERIOD_MILLIS).toNanos();
                LockSupport.parkNanos(next - System.nanoTime());
            }
            for (Pair pair : pairs) {
                pair.hooked().setSoTimeout(0); // or a wake-up that is lost would be made up for by the next timeout
            }
            Thread.sleep(10 * PERIOD_MILLIS);
            int timeouts = 0;
            for (int i = 0; i < SOCKETS; i++) {
                readings.get(i).parked();
                pairs.get(i).peer().shutdownOutput();
                Seen seen = readings.get(i).get();
                assertEquals(sent, seen.bytes(), "bytes of socket " + i);
                timeouts += seen.timeouts();
                pairs.get(i).close();
            }
            assertTrue(timeouts > 0, "no read has timed out: there was no race");
        }
    }

    private record Seen(int bytes, int timeouts) {
    }

    private static Seen read(InputStream in) throws Exception {
        int bytes = 0;
        int timeouts = 0;
        for (;;) {
            try {
                if (in.read() < 0) {
                    return new Seen(bytes, timeouts);
                }
                bytes++;
                if (bytes % 8 == 0) {
                    Thread.sleep(PERIOD_MILLIS); // data comes for which nobody waits
                }
            } catch (SocketTimeoutException e) {
                timeouts++;
            }
        }
    }
}
