package io.quarkiverse.fiber;

/**
 * A {@link Deadline}, or the timeout of an I/O operation, has ended a {@code @Hooked} method of Quarkus REST with an exception
 * that the application does not map. By default the answer is 504 Gateway Timeout; an exception mapper of the application for
 * this type makes another one. The cause is what the method has thrown.
 */
public class HookedTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String endpoint;

    /**
     * @param message what was waited for, and which limit has ended it
     */
    public HookedTimeoutException(String endpoint, String message, Throwable cause) {
        super(message, cause);
        this.endpoint = endpoint;
    }

    /** The simple name of the class and the name of the method, such as {@code OrderResource.read}. */
    public String endpoint() {
        return endpoint;
    }
}
