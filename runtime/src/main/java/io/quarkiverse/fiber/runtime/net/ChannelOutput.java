package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes to a hooked channel, which has to be in blocking mode. */
final class ChannelOutput extends OutputStream {

    private final HookedSocketChannel channel;

    ChannelOutput(HookedSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] { (byte) b }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > 0) {
            channel.write(true, ByteBuffer.wrap(bytes, offset, length));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
