package io.quarkiverse.fiber.runtime.file;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.fiber.DeadlineExceededException;
import io.quarkiverse.fiber.Fiber;
import io.quarkiverse.fiber.FiberCancelledException;
import io.quarkiverse.fiber.runtime.io.Deadlines;
import io.quarkiverse.fiber.runtime.offload.OffloadPool;
import io.quarkiverse.fiber.runtime.scheduler.Fibers;

/**
 * Makes the calls of one {@link OffloadedFileChannel}, which are interruptible: an interrupt closes the channel. As in the JDK
 * that does not end a call on a file which is under way, but the call fails then.
 */
final class ChannelCalls {

    private static final long FIRST_LOOK_MILLIS = 1;
    private static final long LAST_LOOK_MILLIS = 32;

    /** Any thread but the caller: memory that only the caller may use is not for it. */
    private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {
    });

    private final Lane lane;
    private final OffloadedFileChannel channel;
    private final FileDescriptor descriptor;
    private final String what;
    private final CachedReads cached;

    /**
     * @param descriptor null if it is not known
     */
    ChannelCalls(Lane lane, OffloadedFileChannel channel, FileDescriptor descriptor, String what) {
        this.lane = lane;
        this.channel = channel;
        this.descriptor = descriptor;
        cached = new CachedReads(descriptor != null);
        this.what = what;
    }

    /** A read or a write. */
    interface Transfer {
        int of(ByteBuffer buffer) throws IOException;
    }

    /** A read of what comes behind some bytes that have been read already. */
    interface Read {
        int of(ByteBuffer buffer, int before) throws IOException;
    }

    /** Those of a thread that is interrupted fail at once. */
    boolean areInPlace() {
        return !OffloadPool.takesCaller() || Thread.currentThread().isInterrupted() && Deadlines.exceeded() == null;
    }

    /** A call of another channel during a transfer: an interrupt that closes it closes this one too. */
    int ofOther(IoCall<Integer> call) throws IOException {
        try {
            return call.call();
        } catch (ClosedByInterruptException e) {
            channel.close();
            throw e;
        }
    }

    <T> T inPlace(IoCall<T> call) throws IOException {
        try {
            return call.call();
        } finally {
            channel.closeIfDelegateIs();
        }
    }

    <T> T uninterruptibly(IoCall<T> call) throws IOException {
        return inPlace(() -> lane.call(what, call));
    }

    <T> T call(IoCall<T> call) throws IOException {
        if (areInPlace()) {
            return inPlace(call);
        }
        Thread caller = Thread.currentThread();
        T result;
        try {
            result = lane.callInterruptibly(what, call);
        } catch (DeadlineExceededException e) {
            throw e; // nobody has interrupted the caller
        } catch (InterruptedIOException e) {
            throw closedByInterrupt();
        } catch (AsynchronousCloseException e) {
            throw caller.isInterrupted() ? closedByInterrupt() : e;
        } finally {
            channel.closeIfDelegateIs();
        }
        if (caller.isInterrupted()) {
            throw closedByInterrupt();
        }
        return result;
    }

    private ClosedByInterruptException closedByInterrupt() throws IOException {
        channel.close();
        return new ClosedByInterruptException();
    }

    /**
     * @param position where the read begins in the file, as {@link PageCache} has it
     */
    int read(ByteBuffer target, long position, Read read) throws IOException {
        int done = 0;
        if (!areInPlace()) {
            done = cached.read(descriptor, lane, position, target);
            if (done < 0 || done > 0 && !(target.hasRemaining() && lane.readsAreFilled())) {
                return done;
            }
        }
        int before = done;
        int rest = readElsewhere(target, buffer -> read.of(buffer, before));
        return done == 0 ? rest : done + Math.max(rest, 0);
    }

    private int readElsewhere(ByteBuffer target, Transfer read) throws IOException {
        if (mayBeUsedByOthers(target) && lane.readsAreFilled()) {
            return call(() -> read.of(target));
        }
        if (target.isReadOnly()) {
            return inPlace(() -> read.of(target)); // an exception
        }
        ByteBuffer own = ByteBuffer.allocate(target.remaining());
        int count = call(() -> read.of(own));
        target.put(own.flip());
        return count;
    }

    int write(ByteBuffer source, Transfer write) throws IOException {
        if (mayBeUsedByOthers(source) && lane.readsAreFilled()) {
            return call(() -> write.of(source));
        }
        ByteBuffer own = ByteBuffer.allocate(source.remaining()).put(source.duplicate()).flip();
        int count = call(() -> write.of(own));
        source.position(source.position() + count);
        return count;
    }

    /**
     * The first of several buffers that has room or content, where a call may be left and must not use the caller's; else null.
     */
    ByteBuffer oneOf(ByteBuffer[] buffers, int offset, int length) {
        if (!lane.readsAreFilled() && OffloadPool.takesCaller()) {
            for (int i = offset; i < offset + length; i++) {
                if (buffers[i].hasRemaining()) {
                    return buffers[i];
                }
            }
        }
        return null;
    }

    /** Of several buffers; those that only the caller may use are no better off than on a virtual thread of the JDK's. */
    long call(ByteBuffer[] buffers, IoCall<Long> call) throws IOException {
        for (ByteBuffer buffer : buffers) {
            if (buffer == null || !mayBeUsedByOthers(buffer)) {
                return inPlace(call);
            }
        }
        return call(call);
    }

    private static boolean mayBeUsedByOthers(ByteBuffer buffer) {
        return !OffloadPool.takesCaller() || buffer.hasArray()
                || MemorySegment.ofBuffer(buffer).isAccessibleBy(ANOTHER);
    }

    /**
     * A fiber does not wait on another thread, which would be taken for as long as the lock is: it asks again and again.
     */
    FileLock lock(IoCall<FileLock> lock, IoCall<FileLock> tryLock) throws IOException {
        if (!OffloadPool.takesCaller()) {
            return new OffloadedFileLock(channel, inPlace(lock));
        }
        Fiber fiber = Fibers.current();
        for (long millis = FIRST_LOOK_MILLIS;; millis = Math.min(2 * millis, LAST_LOOK_MILLIS)) {
            Deadlines.requireNotExceeded("a lock of " + what);
            if (Thread.currentThread().isInterrupted()) {
                if (fiber != null && fiber.isCancelled()) {
                    throw new FiberCancelledException("Cancelled while waiting for a lock of " + what);
                }
                return new OffloadedFileLock(channel, inPlace(lock)); // an exception
            }
            FileLock locked = tryLock.call();
            if (locked != null) {
                return locked;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void close(FileChannel delegate) throws IOException {
        cached.close();
        if (delegate.isOpen()) {
            lane.close(what, delegate);
        }
    }
}
