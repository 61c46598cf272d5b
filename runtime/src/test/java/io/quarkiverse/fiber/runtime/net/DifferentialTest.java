package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.Socket;
import java.net.SocketException;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs of socket operations do the same on a plain socket on a platform thread and on a hooked one on a fiber or
 * elsewhere; {@link Outcome} says in what they may differ. {@code -Dseed=} runs one.
 */
class DifferentialTest {

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void programsDoTheSameOnHookedSockets(Row row) throws Exception {
        assertNoneDiffers(row, 500);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void manyProgramsDoTheSameOnHookedSockets(Row row) throws Exception {
        assertNoneDiffers(row, 20_000);
    }

    @Test
    void brokenTwinThatNeverResetsDiffers() throws Exception {
        assertNotEquals("", Differences.of(Row.EVENT_LOOP, LongStream.range(0, 200), hooked -> new SocketMaker() {
            @Override
            public Socket open() {
                return new Socket() {
                    @Override
                    public void setSoLinger(boolean on, int seconds) throws SocketException {
                        super.setSoLinger(on, Math.max(seconds, 1));
                    }
                };
            }
        }));
    }

    private static void assertNoneDiffers(Row row, int seeds) throws Exception {
        Long seed = Long.getLong("seed");
        LongStream all = seed == null ? LongStream.range(0, seeds) : LongStream.of(seed);
        assertEquals("", Differences.of(row, all, hooked -> SocketMaker.hooked(hooked.io)));
    }
}
