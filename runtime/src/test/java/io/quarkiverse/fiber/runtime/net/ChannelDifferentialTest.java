package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link DifferentialTest}, with channels: of streams, of datagrams, and pipes. {@code -Dseed=} runs one. */
class ChannelDifferentialTest {

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void programsDoTheSameOnHookedChannels(Row row) throws Exception {
        assertNoneDiffers(row, 400);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void manyProgramsDoTheSameOnHookedChannels(Row row) throws Exception {
        assertNoneDiffers(row, 10_000);
    }

    @Test
    void brokenTwinWhoseKeysLeadToTheChannelWithinDiffers() throws Exception {
        assertDiffers(right -> new ChannelMaker.Like(right) {
            @Override
            public SelectableChannel channelOf(SelectionKey key) {
                return key.channel();
            }
        });
    }

    @Test
    void brokenTwinThatIsNonBlockingDiffers() throws Exception {
        assertDiffers(right -> new ChannelMaker.Like(right) {
            @Override
            public Pipe pipe() throws IOException {
                Pipe pipe = Pipe.open();
                pipe.source().configureBlocking(false);
                return pipe;
            }
        });
    }

    private static void assertDiffers(UnaryOperator<ChannelMaker> broken) throws Exception {
        assertNotEquals("", Differences.of(Row.EVENT_LOOP, LongStream.range(0, 100), hooked -> new SocketMaker() {
            @Override
            public ChannelMaker channels() {
                return broken.apply(ChannelMaker.hooked(hooked.io));
            }
        }, Program::ofChannels));
    }

    private static void assertNoneDiffers(Row row, int seeds) throws Exception {
        Long seed = Long.getLong("seed");
        LongStream all = seed == null ? LongStream.range(0, seeds) : LongStream.of(seed);
        assertEquals("", Differences.of(row, all, hooked -> SocketMaker.hooked(hooked.io), Program::ofChannels));
    }
}
