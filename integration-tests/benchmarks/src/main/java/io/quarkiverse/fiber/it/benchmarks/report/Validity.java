package io.quarkiverse.fiber.it.benchmarks.report;

/**
 * What the figures of a run are worth.
 *
 * @param reason empty if they are valid
 */
public record Validity(State state, String reason) {

    public enum State {
        VALID,
        /** Less than the method asks for: it shows where figures are, and proves nothing. */
        ORIENTATION,
        /** A contender differs from itself. */
        VOID,
        /** Requests failed. */
        FAILED,
        NOT_MEASURED
    }

    public static final Validity VALID = new Validity(State.VALID, "");

    public static Validity orientation(String reason) {
        return new Validity(State.ORIENTATION, reason);
    }

    public static Validity notMeasured(String reason) {
        return new Validity(State.NOT_MEASURED, reason);
    }

    /** @param errors how many requests failed */
    public static Validity failed(long errors) {
        return new Validity(State.FAILED, errors + " responses had another status than 200");
    }

    public boolean isVoid() {
        return state == State.VOID || state == State.FAILED;
    }

    /** A sentence for people. */
    @Override
    public String toString() {
        return switch (state) {
            case VALID -> "Valid: as the method asks.";
            case ORIENTATION -> "Not valid as a result: " + reason + ".";
            case VOID, FAILED -> "Void: " + reason + ".";
            case NOT_MEASURED -> "Not measured: " + reason + ".";
        };
    }
}
