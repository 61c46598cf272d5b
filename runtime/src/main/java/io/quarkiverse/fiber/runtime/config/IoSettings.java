package io.quarkiverse.fiber.runtime.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.fiber.runtime.config.FiberConfig.AppliesTo;
import io.quarkiverse.fiber.runtime.config.FiberConfig.TargetConfig;
import io.quarkiverse.fiber.runtime.io.Limits;
import io.quarkiverse.fiber.runtime.io.TargetPattern;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Checks what the configuration says of hooked I/O; each error names the property. */
public final class IoSettings {

    /** Longer ones could not be added to a clock. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private IoSettings() {
    }

    public static TargetRules of(FiberConfig config) {
        Limits.Defaults defaults = new Limits.Defaults(checked("io.connect-timeout", config.io().connectTimeout()),
                checked("io.read-timeout", config.io().readTimeout()),
                checked("io.write-timeout", config.io().writeTimeout()));
        List<TargetRules.Rule> rules = new ArrayList<>();
        for (Map.Entry<String, TargetConfig> target : config.targets().entrySet()) {
            String property = "targets.\"" + target.getKey() + "\".";
            TargetConfig rule = target.getValue();
            Limits limits = new Limits(target.getKey(), checked(property + "connect-timeout", rule.connectTimeout()),
                    checked(property + "read-timeout", rule.readTimeout()),
                    checked(property + "write-timeout", rule.writeTimeout()), rule.override(),
                    rule.appliesTo() == AppliesTo.ALL, defaults);
            for (String match : rule.match()) {
                try {
                    rules.add(new TargetRules.Rule(TargetPattern.parse(match), limits));
                } catch (IllegalArgumentException e) {
                    throw new ConfigurationException("quarkus.fiber." + property + "match: " + e.getMessage());
                }
            }
        }
        try {
            return new TargetRules(rules, defaults);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** How long a lookup of a name may take, 0 for no limit. */
    public static Duration dnsTimeout(FiberConfig config) {
        return checked("io.dns-timeout", config.io().dnsTimeout());
    }

    private static Duration checked(String property, Optional<Duration> timeout) {
        return timeout.isEmpty() ? null : checked(property, timeout.get());
    }

    private static Duration checked(String property, Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("quarkus.fiber." + property + " must be between 0 and " + LONGEST + ", but is "
                    + timeout);
        }
        return timeout;
    }
}
