package io.quarkiverse.fiber.runtime;

import io.quarkiverse.fiber.runtime.file.FileIo;
import io.quarkiverse.fiber.runtime.io.FiberIo;

/** An application runs, as far as hooks can tell. */
public final class HooksInUse implements AutoCloseable {

    /** Those of files are the JDK's. */
    public HooksInUse(FiberIo io) {
        this(io, null);
    }

    public HooksInUse(FiberIo io, FileIo files) {
        CurrentIo.set(io, files);
    }

    @Override
    public void close() {
        CurrentIo.set(null, null);
    }
}
