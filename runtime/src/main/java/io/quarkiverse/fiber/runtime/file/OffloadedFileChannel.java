package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/** A {@link FileChannel} that has the JDK's do everything, on another thread where a fiber calls. */
final class OffloadedFileChannel extends FileChannel {

    /** Of a transfer to or from what is no file. */
    private static final int CHUNK = 128 * 1024;

    private final FileChannel delegate;
    private final String what;
    private final ChannelCalls calls;

    OffloadedFileChannel(Lane lane, FileChannel delegate, String what) {
        this.delegate = delegate;
        this.what = what;
        calls = new ChannelCalls(lane, this, JdkFiles.descriptorOf(delegate), what);
    }

    /** A channel may be closed by its delegate: by an interrupt of the thread that calls it, or with its owner. */
    void closeIfDelegateIs() {
        if (isOpen() && !delegate.isOpen()) {
            try {
                close();
            } catch (IOException e) {
                throw new IllegalStateException("It is closed already", e);
            }
        }
    }

    /** The JDK's channel closes its owner under a lock that another thread must not need meanwhile. */
    void closeUnlessDelegateIs() throws IOException {
        if (delegate.isOpen()) {
            close();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return calls.read(target, PageCache.FROM_THE_POSITION, (buffer, before) -> delegate.read(buffer));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        if (position < 0) {
            return delegate.read(target, position); // an exception
        }
        return calls.read(target, position, (buffer, before) -> delegate.read(buffer, position + before));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, targets.length);
        ByteBuffer one = calls.oneOf(targets, offset, length);
        return one != null ? read(one) : calls.call(targets, () -> delegate.read(targets, offset, length));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return calls.write(source, delegate::write);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return calls.write(source, buffer -> delegate.write(buffer, position));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, sources.length);
        ByteBuffer one = calls.oneOf(sources, offset, length);
        return one != null ? write(one) : calls.call(sources, () -> delegate.write(sources, offset, length));
    }

    @Override
    public long position() throws IOException {
        return calls.inPlace(delegate::position);
    }

    @Override
    public FileChannel position(long position) throws IOException {
        calls.inPlace(() -> delegate.position(position));
        return this;
    }

    @Override
    public long size() throws IOException {
        return calls.inPlace(delegate::size);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        calls.call(() -> delegate.truncate(size));
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        calls.call(() -> {
            delegate.force(metaData);
            return null;
        });
    }

    /** Between files elsewhere; what else a channel is, the thread that calls writes to it. */
    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        if (target instanceof FileChannel || calls.areInPlace()) {
            WritableByteChannel file = target instanceof OffloadedFileChannel hooked ? hooked.delegate : target;
            return calls.call(() -> delegate.transferTo(position, count, file));
        }
        calls.inPlace(() -> delegate.transferTo(position, 0, target)); // looks at the arguments
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(count, CHUNK));
        long done = 0;
        while (done < count) {
            chunk.clear().limit((int) Math.min(count - done, CHUNK));
            if (read(chunk, position + done) <= 0) {
                break;
            }
            int written = calls.ofOther(() -> target.write(chunk.flip()));
            done += written;
            if (chunk.hasRemaining()) {
                break;
            }
        }
        return done;
    }

    /** From a file elsewhere; what else a channel is, the thread that calls reads from it. */
    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        if (source instanceof FileChannel || calls.areInPlace()) {
            ReadableByteChannel file = source instanceof OffloadedFileChannel hooked ? hooked.delegate : source;
            return calls.call(() -> delegate.transferFrom(file, position, count));
        }
        calls.inPlace(() -> delegate.transferFrom(source, position, 0)); // looks at the arguments
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(count, CHUNK));
        long done = 0;
        while (done < count) {
            chunk.clear().limit((int) Math.min(count - done, CHUNK));
            int read = calls.ofOther(() -> source.read(chunk));
            if (read <= 0) {
                break;
            }
            int written = write(chunk.flip(), position + done);
            done += written;
            if (written < read) {
                break;
            }
        }
        return done;
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return calls.call(() -> delegate.map(mode, position, size));
    }

    @Override
    public MemorySegment map(MapMode mode, long offset, long size, Arena arena)
            throws IOException {
        return calls.inPlace(() -> delegate.map(mode, offset, size, arena)); // the arena may be of this thread
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return calls.lock(() -> delegate.lock(position, size, shared), () -> tryLock(position, size, shared));
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        FileLock lock = calls.uninterruptibly(() -> delegate.tryLock(position, size, shared));
        return lock == null ? null : new OffloadedFileLock(this, lock);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        calls.close(delegate);
    }

    @Override
    public String toString() {
        return "channel of " + what;
    }
}
