package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Pipe;
import java.util.Objects;

import io.quarkiverse.fiber.runtime.io.Fd;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.io.Limits;

/** The readable end of a pipe, whose blocking reads park fibers. */
final class HookedSource extends Pipe.SourceChannel implements HookedChannel {

    private final Pipe.SourceChannel channel;
    private final Fd fd;
    private final Reads reads;
    private final ChannelKeys keys;

    HookedSource(FiberIo io, Pipe.SourceChannel channel) throws IOException {
        super(channel.provider());
        this.channel = channel;
        fd = io.open(channel, this);
        fd.setPeer("pipe");
        reads = new Reads(channel, fd);
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
    public int read(ByteBuffer room) throws IOException {
        return (int) readInto(Objects.requireNonNull(room));
    }

    @Override
    public long read(ByteBuffer[] rooms, int offset, int length) throws IOException {
        return readInto(Buffers.part(rooms, offset, length));
    }

    @Override
    public long read(ByteBuffer[] rooms) throws IOException {
        return readInto(rooms);
    }

    private long readInto(ByteBuffer... rooms) throws IOException {
        Limit limit = reads.lock(Limits.UNSET);
        try {
            requireOpen();
            if (isBlocking() && Buffers.haveRoom(rooms)) {
                return BlockingCall.run(this, () -> reads.read(limit, rooms));
            }
            return reads.readNow(rooms);
        } finally {
            reads.unlock();
        }
    }

    /** When nobody reads, as with the JDK's. */
    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        requireModeFor(block);
        reads.turn().lock();
        try {
            requireOpen();
        } finally {
            reads.unlock();
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
