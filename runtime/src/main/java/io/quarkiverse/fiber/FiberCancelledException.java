package io.quarkiverse.fiber;

import java.io.IOException;

/**
 * A wait for a hooked descriptor has ended because it was cancelled, and the descriptor is still open; or a fiber that is
 * cancelled was going to write to one, which has closed it.
 */
public class FiberCancelledException extends IOException {

    private static final long serialVersionUID = 1;

    /** With a text that says what was cancelled. */
    public FiberCancelledException(String message) {
        super(message);
    }
}
