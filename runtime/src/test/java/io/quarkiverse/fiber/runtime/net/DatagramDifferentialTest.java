package io.quarkiverse.fiber.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link DifferentialTest}, with datagram sockets. {@code -Dseed=} runs one. */
class DatagramDifferentialTest {

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void programsDoTheSameOnHookedDatagramSockets(Row row) throws Exception {
        assertNoneDiffers(row, 120);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "DEDICATED", "DEFAULT_VIRTUAL", "PLATFORM" })
    void manyProgramsDoTheSameOnHookedDatagramSockets(Row row) throws Exception {
        assertNoneDiffers(row, 10_000);
    }

    @Test
    void brokenTwinThatKeepsTheLengthAsTheRoomDiffers() throws Exception {
        assertNotEquals("", Differences.of(Row.EVENT_LOOP, LongStream.range(0, 200), hooked -> new SocketMaker() {
            @Override
            public DatagramSocket datagrams(SocketAddress local) throws IOException {
                return new DatagramSocket(local) {
                    @Override
                    public void receive(DatagramPacket packet) throws IOException {
                        super.receive(packet);
                        packet.setLength(packet.getLength());
                    }
                };
            }
        }, Program::ofDatagrams));
    }

    private static void assertNoneDiffers(Row row, int seeds) throws Exception {
        Long seed = Long.getLong("seed");
        LongStream all = seed == null ? LongStream.range(0, seeds) : LongStream.of(seed);
        assertEquals("", Differences.of(row, all, hooked -> SocketMaker.hooked(hooked.io), Program::ofDatagrams));
    }
}
