package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** The channel of a stream or a random access file, which is one and the same for all who ask. */
final class HookedChannel {

    private OffloadedFileChannel channel;

    /**
     * @param jdks that of the superclass
     */
    synchronized FileChannel of(Lane lane, FileChannel jdks, String what) {
        if (channel == null) {
            channel = new OffloadedFileChannel(lane, jdks, what);
        }
        channel.closeIfDelegateIs();
        return channel;
    }

    private synchronized OffloadedFileChannel get() {
        return channel;
    }

    /**
     * Before its owner is closed.
     *
     * @return whether this thread has to close the owner too: the channel closes it under a lock
     */
    boolean close() throws IOException {
        OffloadedFileChannel made = get();
        if (made == null) {
            return false;
        }
        made.closeUnlessDelegateIs();
        return true;
    }
}
