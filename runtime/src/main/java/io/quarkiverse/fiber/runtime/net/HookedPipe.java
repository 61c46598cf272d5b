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
        HookedSource opened = null;
        try {
            opened = new HookedSource(io, pipe.source());
            sink = new HookedSink(io, pipe.sink());
        } catch (Throwable e) {
            pipe.sink().close();
            (opened == null ? pipe.source() : opened).close();
            throw e;
        }
        source = opened;
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
