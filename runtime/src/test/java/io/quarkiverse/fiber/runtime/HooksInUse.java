package io.quarkiverse.fiber.runtime;

import io.quarkiverse.fiber.runtime.io.FiberIo;

/** An application runs, as far as hooks can tell. */
public final class HooksInUse implements AutoCloseable {

    public HooksInUse(FiberIo io) {
        CurrentIo.set(io);
    }

    @Override
    public void close() {
        CurrentIo.set(null);
    }
}
