package io.quarkiverse.fiber.runtime.file;

import java.io.InputStream;

/**
 * Standard input of fibers. Code reads it from a field, which is no call that could be replaced; so the field has a stream that
 * looks at the thread which reads, for as long as the application runs.
 */
public final class StandardInput {

    private static InputStream before;
    private static InputStream own;

    private StandardInput() {
    }

    public static synchronized void use(FileIo io) {
        before = System.in;
        own = new OffloadedInputStream(io.streams(), before, "standard input");
        System.setIn(own);
    }

    /** Does nothing if somebody else has set another one meanwhile. */
    public static synchronized void leave() {
        if (System.in == own) {
            System.setIn(before);
        }
        before = null;
        own = null;
    }
}
