package io.quarkiverse.fiber;

import java.time.Duration;

/**
 * What a hooked descriptor is and does at one moment.
 *
 * @param id counts the descriptors of the application; never used twice
 * @param peer to whom it is connected, by the name that the code used, or where it listens or is bound;
 *        empty if neither
 * @param age since it was opened
 * @param owner the thread that waits for it; empty if none does
 * @param target the name of the target rule whose limits count; empty if none matches
 * @param connectTimeout what the rule says, as the two others; null if it says nothing, zero for no limit
 * @param bytesIn how many bytes have been read; may lag behind, as the next
 * @param bytesOut how many bytes have been written
 */
public record FdInfo(long id, Kind kind, String peer, Duration age, State state, String owner, String target,
        Duration connectTimeout, Duration readTimeout, Duration writeTimeout, long bytesIn, long bytesOut) {

    /** What a descriptor is for. */
    public enum Kind {
        STREAM,
        LISTENER,
        DATAGRAM,
        /** One end of it. */
        PIPE
    }

    /** What a descriptor does. */
    public enum State {
        IDLE,
        WAITING_FOR_INPUT,
        WAITING_FOR_OUTPUT,
        CLOSING
    }
}
