package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

import io.quarkiverse.fiber.runtime.offload.OffloadPool;

/**
 * The reads of one file: what the kernel has in memory is read in place, which takes less than to have another thread do it;
 * what it would have to fetch is read elsewhere.
 */
final class CachedReads {

    /** Larger reads would keep the carrier from other fibers. */
    private static final int MOST_IN_PLACE = 256 * 1024;

    /** Until the first read shows that the file system does not. A race costs a vain attempt. */
    private boolean supported;

    /** Under the lock, which is held during reads in place: the number of a closed descriptor may be that of another file. */
    private boolean closed;

    /** @param known whether the descriptor of the file is */
    CachedReads(boolean known) {
        supported = known && PageCache.available();
    }

    /** An ordinary read, with the same arguments. */
    int read(FileDescriptor descriptor, Lane lane, String what, Lane.Source source, byte[] bytes, int offset, int length)
            throws IOException {
        boolean empty = length <= 0 || offset < 0 || length > bytes.length - offset; // in place: an answer or an exception
        if (empty || !OffloadPool.takesCaller()) {
            return source.read(bytes, offset, length);
        }
        MemorySegment target = MemorySegment.ofArray(bytes).asSlice(offset, length);
        int done = read(descriptor, lane, PageCache.FROM_THE_POSITION, target);
        if (done < 0 || done == length || done > 0 && !lane.readsAreFilled()) {
            return done;
        }
        try {
            int rest = lane.read(what, source, bytes, offset + done, length - done);
            return done == 0 ? rest : done + Math.max(rest, 0);
        } catch (IOException e) {
            if (done > 0) {
                return done; // or these bytes were lost; the next read tells
            }
            throw e;
        }
    }

    /**
     * What can be had in place.
     *
     * @return how much, which moves the buffer's position; -1 at the end of the file
     */
    int read(FileDescriptor descriptor, Lane lane, long position, ByteBuffer target) {
        if (target.isReadOnly() || !target.hasRemaining()) {
            return 0;
        }
        int done = read(descriptor, lane, position, MemorySegment.ofBuffer(target));
        target.position(target.position() + Math.max(done, 0));
        return done;
    }

    private int read(FileDescriptor descriptor, Lane lane, long position, MemorySegment target) {
        long length = target.byteSize();
        if (length > MOST_IN_PLACE) {
            return 0;
        }
        int done = 0;
        while (supported && done < length) {
            long from = position == PageCache.FROM_THE_POSITION ? position : position + done;
            int count = readOnce(descriptor, from, target.asSlice(done));
            if (count < 0) {
                supported = count != PageCache.NEVER;
                break;
            }
            if (count == 0) {
                return done == 0 ? -1 : done;
            }
            done += count;
            if (!lane.readsAreFilled()) {
                break;
            }
        }
        return done;
    }

    private synchronized int readOnce(FileDescriptor descriptor, long position, MemorySegment target) {
        return closed ? PageCache.NOT_NOW : PageCache.read(descriptor, position, target);
    }

    /** Before the descriptor is closed. */
    synchronized void close() {
        closed = true;
    }
}
