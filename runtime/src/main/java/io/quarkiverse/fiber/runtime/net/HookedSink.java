package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Pipe;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** The writable end of a pipe, whose blocking writes park fibers. */
final class HookedSink extends Pipe.SinkChannel implements HookedChannel {

    private final Pipe.SinkChannel channel;
    private final Fd fd;
    private final Writes writes;
    private final ChannelKeys keys;

    HookedSink(FiberIo io, Pipe.SinkChannel channel) throws IOException {
        super(channel.provider());
        this.channel = channel;
        fd = io.open(channel, this);
        fd.setPeer("pipe");
        writes = new Writes(channel, fd, null);
        keys = new ChannelKeys(this, channel);
    }

    @Override
    public Fd fd() {
        return fd;
    }

    @Override
    public ChannelKeys keys() {
        return keys;
    }

    @Override
    public void beginWait() {
        begin();
    }

    @Override
    public void endWait(boolean completed) throws AsynchronousCloseException {
        end(completed);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return (int) writeFrom(Objects.requireNonNull(bytes));
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return writeFrom(Buffers.part(bytes, offset, length));
    }

    @Override
    public long write(ByteBuffer[] bytes) throws IOException {
        return writeFrom(bytes);
    }

    private long writeFrom(ByteBuffer... bytes) throws IOException {
        writes.lock();
        try {
            requireOpen();
            if (isBlocking() && Buffers.remaining(bytes) > 0) {
                return BlockingCall.run(this, () -> writes.write(bytes));
            }
            return writes.writeNow(bytes);
        } finally {
            writes.unlock();
        }
    }

    /** When nobody writes, as with the JDK's. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        requireModeFor(block);
        writes.lock();
        try {
            requireOpen();
        } finally {
            writes.unlock();
        }
    }

    /** Returns when the other end can know of it, which it does by the descriptor only. */
    @Override
    protected void implCloseSelectableChannel() throws IOException {
        closeWithin(true);
    }

    @Override
    public String toString() {
        return "Hooked " + channel;
    }
}
