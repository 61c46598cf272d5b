package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.io.IOException;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * The reads of one file: what the kernel has in memory is read in place, which takes less than to have another thread do it;
 * what it would have to fetch is read elsewhere.
 */
final class CachedReads {

    /** Larger reads would keep the carrier from other fibers. */
    private static final int MOST_IN_PLACE = 256 * 1024;

    /** Until the first read shows that the file system does not. A race costs a vain attempt. */
    private boolean supported = PageCache.available();

    int read(FileDescriptor descriptor, Lane lane, String what, Lane.Source source, byte[] bytes, int offset, int length)
            throws IOException {
        boolean empty = length <= 0 || offset < 0 || length > bytes.length - offset; // in place: an answer or an exception
        if (empty || !OffloadPool.takesCaller()) {
            return source.read(bytes, offset, length);
        }
        int done = 0;
        while (supported && done < length && length <= MOST_IN_PLACE) {
            int count = PageCache.read(descriptor, bytes, offset + done, length - done);
            if (count < 0) {
                supported = count != PageCache.NEVER;
                break;
            }
            if (count == 0) {
                return done == 0 ? -1 : done;
            }
            done += count;
            if (!lane.readsAreFilled()) {
                return done;
            }
        }
        if (done == length) {
            return done;
        }
        int rest = lane.read(what, source, bytes, offset + done, length - done);
        return done == 0 ? rest : done + Math.max(rest, 0);
    }
}
