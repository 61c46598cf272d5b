package io.quarkiverse.fiber;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** A {@link Deadline} has ended the wait of a hooked operation, which code may take for any other timeout of it. */
public class DeadlineExceededException extends SocketTimeoutException {

    private static final long serialVersionUID = 1;

    /** Chains of causes may be circles. */
    private static final int MOST_CAUSES = 100;

    private final transient Deadline deadline;

    /**
     * @param what was waited for
     */
    public DeadlineExceededException(String what, Deadline deadline) {
        super(what + " (" + deadline + " has passed)");
        this.deadline = deadline;
        deadline.endsWait();
    }

    /**
     * The same, of an operation that tells how long it has taken.
     */
    public DeadlineExceededException(String what, Deadline deadline, Duration elapsed) {
        super(what + " (" + deadline + " has passed), elapsed: " + elapsed.toMillis() + " ms");
        this.deadline = deadline;
        deadline.endsWait();
    }

    /**
     * The one that is the reason of an exception: itself, a cause of it, or what a {@link Deadline} has added to one of these.
     */
    public static Optional<DeadlineExceededException> behind(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof DeadlineExceededException exceeded) {
                return Optional.of(exceeded);
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed instanceof DeadlineExceededException exceeded) {
                    return Optional.of(exceeded);
                }
            }
        }
        return Optional.empty();
    }

    /** The deadline; null after serialisation. */
    public Deadline deadline() {
        return deadline;
    }
}
