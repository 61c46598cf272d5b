package io.quarkiverse.fiber.runtime.io;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.TargetRule;
import io.quarkiverse.fiber.TargetRule.AppliesTo;

/** Which limits a target gets: those of the rule that matches most specifically, else the defaults. */
public final class TargetRules {

    /** Longer timeouts could not be added to a clock. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** A pattern and the limits of its rule. */
    public record Rule(TargetPattern pattern, Limits limits) {
    }

    private final List<Rule> rules;
    private final Limits otherwise;

    /**
     * @throws IllegalArgumentException if two patterns match the same targets equally well
     */
    public TargetRules(List<Rule> rules, DefaultLimits defaults) {
        this.rules = new ArrayList<>(rules);
        this.rules.sort(Comparator.comparing(Rule::pattern));
        this.otherwise = Limits.of(defaults);
        for (Rule one : rules) {
            for (Rule other : rules) {
                if (one != other && one.pattern().competesWith(other.pattern())) {
                    throw new IllegalArgumentException(property(one.limits().target(), "match") + " and "
                            + property(other.limits().target(), "match") + " are equally specific for the same targets: "
                            + one.pattern() + " and " + other.pattern());
                }
            }
        }
    }

    /**
     * Checks rules, wherever they come from.
     *
     * @throws IllegalArgumentException with the name of the property that is wrong
     */
    public static TargetRules of(Collection<TargetRule> rules, DefaultLimits defaults) {
        requireTimeout("quarkus.fiber.io.connect-timeout", defaults.connectTimeout());
        requireTimeout("quarkus.fiber.io.read-timeout", defaults.readTimeout());
        requireTimeout("quarkus.fiber.io.write-timeout", defaults.writeTimeout());
        requireTimeout("quarkus.fiber.io.dns-timeout", defaults.dnsTimeout());
        List<Rule> patterns = new ArrayList<>();
        for (TargetRule rule : rules) {
            if (rule.name().isBlank()) {
                throw new IllegalArgumentException("A target rule has no name: " + rule.match());
            }
            requireTimeout(property(rule.name(), "connect-timeout"), rule.connectTimeout());
            requireTimeout(property(rule.name(), "read-timeout"), rule.readTimeout());
            requireTimeout(property(rule.name(), "write-timeout"), rule.writeTimeout());
            Limits limitsOfRule = new Limits(rule.name(), rule.connectTimeout(), rule.readTimeout(), rule.writeTimeout(),
                    rule.override(), rule.appliesTo() == AppliesTo.ALL, defaults);
            if (rule.match().isEmpty()) {
                throw new IllegalArgumentException(property(rule.name(), "match") + " is empty");
            }
            for (String match : rule.match()) {
                try {
                    patterns.add(new Rule(TargetPattern.parse(match), limitsOfRule));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(property(rule.name(), "match") + ": " + e.getMessage(), e);
                }
            }
        }
        return new TargetRules(patterns, defaults);
    }

    static String property(String rule, String what) {
        return "quarkus.fiber.targets.\"" + rule + "\"." + what;
    }

    /**
     * @param timeout null where nothing is said
     */
    private static void requireTimeout(String property, Duration timeout) {
        if (timeout != null && (timeout.isNegative() || timeout.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(property + " must be between 0 and " + LONGEST + ", but is " + timeout);
        }
    }

    /**
     * The limits of a target by the name that the code has used, never looked up, and the address it stands for.
     *
     * @param target null for what has none
     */
    public Limits of(SocketAddress target) {
        if (target != null) {
            for (Rule rule : rules) {
                if (rule.pattern().matches(target)) {
                    return rule.limits();
                }
            }
        }
        return otherwise;
    }

    /** The limits where no rule matches. */
    public Limits otherwise() {
        return otherwise;
    }
}
