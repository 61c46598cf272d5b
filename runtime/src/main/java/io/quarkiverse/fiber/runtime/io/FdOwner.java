package io.quarkiverse.fiber.runtime.io;

/** What the application knows a hooked descriptor by: a socket or a listener. */
public interface FdOwner {

    /** The descriptor; null while there is none. */
    Fd fd();
}
