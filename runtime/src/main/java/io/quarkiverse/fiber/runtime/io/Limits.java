package io.quarkiverse.fiber.runtime.io;

import java.time.Duration;

import io.quarkiverse.fiber.DefaultLimits;

/**
 * The limits that configuration gives one descriptor, and that of writes which code has set. Null means that nothing is said,
 * zero that there is no limit.
 * <p>
 * {@link #read}, {@link #connect} and {@link #write} are the one place that knows which limit counts, for every kind of
 * descriptor: what the code has set, what the target's rule says, and the defaults.
 *
 * @param target the name of the rule; empty where no rule matches
 * @param override whether the rule also counts where the code has set a limit: then the smaller one does
 * @param everyThread whether the limits of reads count on every thread, not on fibers only
 * @param ownWriteTimeout what the code has set
 */
public record Limits(String target, Duration connectTimeout, Duration readTimeout, Duration writeTimeout, boolean override,
        boolean everyThread, DefaultLimits defaults, Duration ownWriteTimeout) {

    public Limits(String target, Duration connectTimeout, Duration readTimeout, Duration writeTimeout, boolean override,
            boolean everyThread, DefaultLimits defaults) {
        this(target, connectTimeout, readTimeout, writeTimeout, override, everyThread, defaults, null);
    }

    /** The code has set no limit. Zero means that it has said there is none. */
    public static final int UNSET = -1;

    private static final int NO_LIMIT = 0;

    /** The limits where no rule matches. */
    public static Limits of(DefaultLimits defaults) {
        return new Limits("", null, null, null, false, false, defaults);
    }

    /** The limit of a connect in nanoseconds, 0 for none, where the code has set {@code millis} or {@link #UNSET}. */
    public long connect(int millis) {
        return effective(millis, connectTimeout, defaults.connectTimeout());
    }

    /**
     * The limit of a read or an accept in nanoseconds, 0 for none, where the code has set {@code millis} or {@link #UNSET}.
     *
     * @param onFiber whether a fiber reads: a rule must not end the idle reader thread of a client library
     */
    public long read(int millis, boolean onFiber) {
        return onFiber || everyThread ? effective(millis, readTimeout, defaults.readTimeout()) : explicit(millis);
    }

    /** The limit of a write in nanoseconds, 0 for none. */
    public long write() {
        long configured = effective(UNSET, writeTimeout, defaults.writeTimeout());
        if (ownWriteTimeout == null) {
            return configured;
        }
        long own = ownWriteTimeout.toNanos();
        boolean ruleCounts = writeTimeout != null && configured > 0 && (own == 0 || override && configured < own);
        return ruleCounts ? configured : own;
    }

    /** These, with the code's own limit of writes. */
    public Limits withOwnWriteTimeout(Duration timeout) {
        return new Limits(target, connectTimeout, readTimeout, writeTimeout, override, everyThread, defaults, timeout);
    }

    private long effective(int millis, Duration rule, Duration otherwise) {
        if (rule != null) {
            long nanos = rule.toNanos();
            boolean codeSaysLess = nanos == NO_LIMIT || explicit(millis) < nanos;
            return millis > 0 && (!override || codeSaysLess) ? explicit(millis) : nanos;
        }
        return millis == UNSET ? otherwise.toNanos() : explicit(millis);
    }

    private static long explicit(int millis) {
        return millis == UNSET ? NO_LIMIT : millis * 1_000_000L;
    }

    /**
     * What has set the limit of an operation, for the message of its exception.
     *
     * @param limit in nanoseconds
     */
    public String source(long limit, int millis, String operation) {
        if (millis > 0 && limit == explicit(millis)
                || operation.equals("write") && ownWriteTimeout != null && limit == ownWriteTimeout.toNanos()) {
            return "set by the code";
        }
        boolean byRule = switch (operation) {
            case "connect" -> connectTimeout != null;
            case "read" -> readTimeout != null;
            default -> writeTimeout != null;
        };
        return byRule ? TargetRules.property(target, operation + "-timeout")
                : "quarkus.fiber.io." + operation + "-timeout";
    }
}
