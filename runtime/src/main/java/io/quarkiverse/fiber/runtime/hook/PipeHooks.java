package io.quarkiverse.fiber.runtime.hook;

import java.io.IOException;
import java.nio.channels.Pipe;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;
import io.quarkiverse.fiber.runtime.net.HookedChannels;

/** What {@code Pipe.open()} becomes. */
@HooksOf(Pipe.class)
public final class PipeHooks {

    private PipeHooks() {
    }

    public static Pipe open() throws IOException {
        FiberIo io = CurrentIo.get();
        return io == null ? Pipe.open() : HookedChannels.pipe(io);
    }
}
