package io.quarkiverse.fiber.runtime.net;

import java.io.IOException;
import java.nio.channels.Pipe;

import io.quarkiverse.fiber.runtime.io.FiberIo;

/** A {@link Pipe} both ends of which are hooked. */
final class HookedPipe extends Pipe {

    private final SourceChannel source;
    private final SinkChannel sink;

    HookedPipe(FiberIo io) throws IOException {
        Pipe pipe = Pipe.open();
        try {
            source = new HookedSource(io, pipe.source());
            sink = new HookedSink(io, pipe.sink());
        } catch (Throwable e) {
            pipe.source().close();
            pipe.sink().close();
            throw e;
        }
    }

    @Override
    public SourceChannel source() {
        return source;
    }

    @Override
    public SinkChannel sink() {
        return sink;
    }
}
