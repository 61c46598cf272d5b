package io.quarkiverse.fiber;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Limits for the sockets of certain targets, as {@code quarkus.fiber.targets."name"}. Of a timeout null says nothing, so that
 * the {@link DefaultLimits} count, and zero says that there is none.
 *
 * @param name for messages, and to find the rule by
 * @param match what the rule is for, in the forms of the configuration: {@code db.internal:5432}, {@code *.internal},
 *        {@code 10.0.0.0/8:1024-65535}, {@code unix:/run/*}, {@code *}
 * @param connectTimeout how long a connect may take
 * @param readTimeout how long a read may wait for data
 * @param writeTimeout how long a write may take
 * @param override whether the rule also counts where the code itself has set a timeout: then the smaller one does
 * @param appliesTo on which threads the rule limits reads
 */
public record TargetRule(String name, List<String> match, Duration connectTimeout, Duration readTimeout,
        Duration writeTimeout, boolean override, AppliesTo appliesTo) {

    /** On which threads a rule limits reads. */
    public enum AppliesTo {
        FIBERS,
        ALL
    }

    public TargetRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(appliesTo, "appliesTo");
        match = List.copyOf(match);
    }

    /** A rule that says nothing yet. */
    public static TargetRule of(String name, String... match) {
        return new TargetRule(name, List.of(match), null, null, null, false, AppliesTo.FIBERS);
    }

    public TargetRule withConnectTimeout(Duration timeout) {
        return new TargetRule(name, match, timeout, readTimeout, writeTimeout, override, appliesTo);
    }

    public TargetRule withReadTimeout(Duration timeout) {
        return new TargetRule(name, match, connectTimeout, timeout, writeTimeout, override, appliesTo);
    }

    public TargetRule withWriteTimeout(Duration timeout) {
        return new TargetRule(name, match, connectTimeout, readTimeout, timeout, override, appliesTo);
    }

    public TargetRule withOverride(boolean overrides) {
        return new TargetRule(name, match, connectTimeout, readTimeout, writeTimeout, overrides, appliesTo);
    }

    public TargetRule withAppliesTo(AppliesTo threads) {
        return new TargetRule(name, match, connectTimeout, readTimeout, writeTimeout, override, threads);
    }
}
