package io.quarkiverse.fiber.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkiverse.fiber.runtime.config.FiberConfig.IoConfig;
import io.quarkiverse.fiber.runtime.config.FiberConfig.TargetConfig;
import io.quarkiverse.fiber.runtime.io.TargetRules;
import io.quarkus.runtime.configuration.ConfigurationException;

/** What the configuration says of hooked I/O. */
public final class IoSettings {

    private IoSettings() {
    }

    /**
     * The same, checked.
     *
     * @throws ConfigurationException with the name of the property that is wrong
     */
    public static TargetRules of(FiberConfig config) {
        try {
            return TargetRules.of(rules(config), defaults(config));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    public static List<TargetRule> rules(FiberConfig config) {
        List<TargetRule> rules = new ArrayList<>();
        for (Map.Entry<String, TargetConfig> target : config.targets().entrySet()) {
            TargetConfig rule = target.getValue();
            rules.add(new TargetRule(target.getKey(), rule.match(), rule.connectTimeout().orElse(null),
                    rule.readTimeout().orElse(null), rule.writeTimeout().orElse(null), rule.override(), rule.appliesTo()));
        }
        return rules;
    }

    public static DefaultLimits defaults(FiberConfig config) {
        IoConfig io = config.io();
        return new DefaultLimits(io.connectTimeout(), io.readTimeout(), io.writeTimeout(), io.dnsTimeout());
    }
}
