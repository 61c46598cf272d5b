package io.quarkiverse.fiber.runtime.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** What there is in several buffers, and how much of it the JDK should move at once. */
final class Buffers {

    private Buffers() {
    }

    static long remaining(ByteBuffer[] buffers) {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        return remaining;
    }

    /** False also where the JDK says what is wrong with them. */
    static boolean haveRoom(ByteBuffer[] rooms) {
        boolean have = false;
        for (ByteBuffer room : rooms) {
            if (room.isReadOnly()) {
                return false;
            }
            have |= room.hasRemaining();
        }
        return have;
    }

    static ByteBuffer[] part(ByteBuffer[] buffers, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        return length == buffers.length ? buffers : Arrays.copyOfRange(buffers, offset, offset + length);
    }

    /** The JDK takes a direct buffer of the same size for it, and keeps that. */
    static boolean isTooLarge(ByteBuffer buffer) {
        return !buffer.isDirect() && buffer.remaining() > Reads.MOST;
    }
}
