package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.IntSupplier;

/** Reads a hooked channel, which has to be in blocking mode. */
final class ChannelInput extends InputStream {

    private final HookedSocketChannel channel;
    private final InputStream within;
    private final IntSupplier timeout;

    /**
     * @param within of the channel within, which knows what is available
     */
    ChannelInput(HookedSocketChannel channel, InputStream within, IntSupplier timeout) {
        this.channel = channel;
        this.within = within;
        this.timeout = timeout;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) > 0 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0
                : (int) channel.read(timeout.getAsInt(), true, ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return within.available();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
