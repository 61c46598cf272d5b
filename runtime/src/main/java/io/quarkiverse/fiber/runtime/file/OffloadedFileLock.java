package io.quarkiverse.fiber.runtime.file;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;

/** A lock of the JDK's that belongs to a channel of ours. */
final class OffloadedFileLock extends FileLock {

    private final FileLock delegate;

    OffloadedFileLock(OffloadedFileChannel channel, FileLock delegate) {
        super(channel, delegate.position(), delegate.size(), delegate.isShared());
        this.delegate = delegate;
    }

    @Override
    public boolean isValid() {
        return delegate.isValid();
    }

    @Override
    public void release() throws IOException {
        if (!acquiredBy().isOpen()) {
            throw new ClosedChannelException();
        }
        delegate.release();
    }
}
