package io.quarkiverse.fiber;

import java.io.IOException;

/** A wait for a hooked descriptor has ended because it was cancelled. The descriptor is still open. */
public class FiberCancelledException extends IOException {

    private static final long serialVersionUID = 1;

    /** With a text that says what was cancelled. */
    public FiberCancelledException(String message) {
        super(message);
    }
}
