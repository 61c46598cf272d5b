package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.scheduler.TimeBounds;

/** Hazard 36: a loop that is in its select hears of an interest that another thread has. */
class IdleLoopTest {

    private static final Duration BOUND = Duration.ofMillis(100);

    @Test
    void waitOfAnotherCarriersFiberIsArmedAtTheIdleHomeLoop() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); Pair pair = Pair.narrow(hooked, Row.EVENT_LOOP)) {
            read(hooked, Row.EVENT_LOOP, pair); // which makes it the home
            for (int i = 0; i < 5; i++) { // fewer than it takes to move
                assertWriteIsWoken(hooked, Row.DEDICATED, pair);
                read(hooked, Row.DEDICATED, pair);
            }
        }
    }

    @Test
    void waitIsArmedAtTheIdleLoopToWhichTheDescriptorMoves() throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(2); Pair pair = Pair.narrow(hooked, Row.EVENT_LOOP)) {
            for (int i = 0; i < 40; i++) {
                read(hooked, Row.DEDICATED, pair);
            }
            assertWriteIsWoken(hooked, Row.DEDICATED, pair);
            assertWriteIsWoken(hooked, Row.EVENT_LOOP, pair);
        }
    }

    /** Such threads need no loop, and must not need one that is idle either. */
    @ParameterizedTest
    @EnumSource(names = { "DEFAULT_VIRTUAL", "PLATFORM" })
    void waitOfAThreadThatIsNoFiberEndsWhileTheHomeLoopIsIdle(Row row) throws Exception {
        try (HookedIo hooked = HookedIo.withoutRescue(1); Pair pair = Pair.narrow(hooked, Row.EVENT_LOOP)) {
            read(hooked, Row.EVENT_LOOP, pair);
            assertWriteIsWoken(hooked, row, pair);
            read(hooked, row, pair);
        }
    }

    private static void read(HookedIo hooked, Row row, Pair pair) throws Exception {
        var reading = hooked.start(row, timed(() -> pair.hooked().getInputStream().read())).parked();
        long sent = System.nanoTime();
        pair.peer().getOutputStream().write(1);
        assertIsPrompt(sent, reading.get());
    }

    private static void assertWriteIsWoken(HookedIo hooked, Row row, Pair pair) throws Exception {
        byte[] moreThanFits = new byte[256 * 1024];
        var writing = hooked.start(row, timed(() -> {
            pair.hooked().getOutputStream().write(moreThanFits);
            return null;
        })).parked();
        assertEquals(moreThanFits.length, pair.peer().getInputStream().readNBytes(moreThanFits.length).length);
        assertIsPrompt(System.nanoTime(), writing.get());
    }

    /** The call; its result is when it has ended. */
    private static Callable<Long> timed(Callable<?> call) {
        return () -> {
            call.call();
            return System.nanoTime();
        };
    }

    private static void assertIsPrompt(long cause, long at) throws InterruptedException {
        Duration took = Duration.ofNanos(at - cause);
        assertTrue(took.compareTo(TimeBounds.scaled(BOUND)) <= 0, "late: " + took);
    }
}
