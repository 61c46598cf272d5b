package io.quarkiverse.fiber;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of hooked I/O where neither the code nor a {@link TargetRule} says anything, as {@code quarkus.fiber.io}. Zero is
 * none.
 *
 * @param connectTimeout how long a connect may take
 * @param readTimeout how long a read may wait for data, on fibers
 * @param writeTimeout how long a write may take
 * @param dnsTimeout how long a lookup of a name or an address may take, on fibers
 */
public record DefaultLimits(Duration connectTimeout, Duration readTimeout, Duration writeTimeout, Duration dnsTimeout) {

    /** No limits. */
    public static final DefaultLimits NONE = new DefaultLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public DefaultLimits {
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(readTimeout, "readTimeout");
        Objects.requireNonNull(writeTimeout, "writeTimeout");
        Objects.requireNonNull(dnsTimeout, "dnsTimeout");
    }

    public DefaultLimits withConnectTimeout(Duration timeout) {
        return new DefaultLimits(timeout, readTimeout, writeTimeout, dnsTimeout);
    }

    public DefaultLimits withReadTimeout(Duration timeout) {
        return new DefaultLimits(connectTimeout, timeout, writeTimeout, dnsTimeout);
    }

    public DefaultLimits withWriteTimeout(Duration timeout) {
        return new DefaultLimits(connectTimeout, readTimeout, timeout, dnsTimeout);
    }

    public DefaultLimits withDnsTimeout(Duration timeout) {
        return new DefaultLimits(connectTimeout, readTimeout, writeTimeout, timeout);
    }
}
