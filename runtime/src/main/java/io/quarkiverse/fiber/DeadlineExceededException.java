package io.quarkiverse.fiber;

import java.net.SocketTimeoutException;

/** A {@link Deadline} has ended the wait of a hooked operation, which code may take for any other timeout of it. */
public class DeadlineExceededException extends SocketTimeoutException {

    private static final long serialVersionUID = 1;

    private final transient Deadline deadline;

    /**
     * @param what was waited for
     */
    public DeadlineExceededException(String what, Deadline deadline) {
        super(what + " (" + deadline + " has passed)");
        this.deadline = deadline;
    }

    /** The deadline; null after serialisation. */
    public Deadline deadline() {
        return deadline;
    }
}
